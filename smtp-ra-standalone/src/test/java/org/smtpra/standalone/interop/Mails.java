package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;

/** The messages that scenarios send when it does not matter what they say. */
final class Mails {

  static final String RECIPIENT = "anna@example.test";

  private Mails() {}

  /** A short text to these recipients, else to {@link #RECIPIENT}. */
  static MimeMessage text(SmtpConnectionFactory factory, String subject, String... recipients)
      throws MessagingException {
    MimeMessage message = addressed(factory, subject, recipients);
    message.setText("Hello.\r\n", "us-ascii");
    return message;
  }

  /** As {@link #text}, with a body still to be set. */
  static MimeMessage addressed(SmtpConnectionFactory factory, String subject, String... recipients)
      throws MessagingException {
    MimeMessage message = factory.createMessage();
    message.setFrom(new InternetAddress(ServerUnderTest.USER));
    String to = recipients.length == 0 ? RECIPIENT : String.join(", ", recipients);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    return message;
  }

  /** A text of many lines, so many octets long. */
  static MimeMessage large(SmtpConnectionFactory factory, String subject, int octets)
      throws MessagingException {
    MimeMessage message = addressed(factory, subject);
    String line = "x".repeat(70) + "\r\n";
    message.setText(line.repeat(octets / line.length()), "us-ascii");
    return message;
  }

  /** Sends, which must fail. */
  static SmtpSendFailedException failure(SmtpConnectionFactory factory, MimeMessage message) {
    return failure(factory, message, SmtpSendOptions.defaults());
  }

  /** Sends, which must fail. */
  static SmtpSendFailedException failure(
      SmtpConnectionFactory factory, MimeMessage message, SmtpSendOptions options) {
    return assertThrows(SmtpSendFailedException.class, () -> factory.send(message, options));
  }
}
