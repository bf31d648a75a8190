package org.smtpra.bench.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.smtpra.bench.client.Job;

/**
 * What the bare socket sends for a message, made once. The text has no line that begins with a dot.
 */
final class BareMessage {
  private BareMessage() {}

  static byte[] envelope(Job job) {
    StringBuilder commands = new StringBuilder("MAIL FROM:<" + Job.FROM + ">\r\n");
    for (String recipient : job.recipients()) {
      commands.append("RCPT TO:<").append(recipient).append(">\r\n");
    }
    return octets(commands.toString());
  }

  static byte[] content(Job job) {
    return octets(
        "Date: Tue, 24 Nov 2026 12:00:00 +0000\r\nFrom: "
            + Job.FROM
            + "\r\nTo: "
            + String.join(",\r\n ", job.recipients())
            + "\r\nMessage-ID: <1.2.3@example.com>\r\nSubject: "
            + Job.SUBJECT
            + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n"
            + "Content-Transfer-Encoding: 7bit\r\n\r\n"
            + job.body());
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
