package org.smtpra.standalone;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A message of some size that knows who read it last, and with which class loader. */
final class WatchedMessage extends MimeMessage {

  private static final byte[] LINE = ("x".repeat(62) + "\r\n").getBytes(StandardCharsets.US_ASCII);

  private final int octets;
  private volatile Thread lastReader;
  private volatile ClassLoader lastLoader;

  WatchedMessage(int octets) throws MessagingException {
    super(Session.getInstance(new Properties()));
    this.octets = octets;
    setHeader("Message-ID", "<watched@example.com>");
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    lastReader = Thread.currentThread();
    lastLoader = lastReader.getContextClassLoader();
    out.write("Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int written = 0; written < octets; written += LINE.length) {
      out.write(LINE);
    }
  }

  Thread lastReader() {
    return lastReader;
  }

  ClassLoader lastLoader() {
    return lastLoader;
  }
}
