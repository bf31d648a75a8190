package org.smtpra.standalone;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.smtpra.SmtpSendOptions;

/** A message that is exactly these octets, written in two pieces. */
final class RawMessage extends MimeMessage {

  private static final Session SESSION = Session.getInstance(new Properties());

  private final byte[] octets;
  private final int split;

  RawMessage(String octets, int split) throws MessagingException {
    super(SESSION);
    this.octets = octets.getBytes(StandardCharsets.ISO_8859_1);
    this.split = split;
    setHeader("Message-ID", "<raw@example.com>");
  }

  /** A message of one piece. */
  static RawMessage of(String octets) throws MessagingException {
    return new RawMessage(octets, 0);
  }

  /** Names the envelope, since the message's own headers are never read. */
  static SmtpSendOptions to(String... recipients) {
    return SmtpSendOptions.builder()
        .envelopeFrom("shop@example.com")
        .envelopeRecipients(List.of(recipients))
        .build();
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    out.write(octets, 0, split);
    out.write(octets, split, octets.length - split);
  }
}
