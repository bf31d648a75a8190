package org.smtpra.it.figures.load;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Date;
import org.smtpra.SmtpConnectionFactory;

/** A message of 2 KiB, built anew for each send as an application does. */
final class Letter {

  private static final int OCTETS = 2048;
  private static final String LINE =
      "Dear customer, the goods that you have ordered are on their way to you now.\r\n";
  private static final String BODY = LINE.repeat(OCTETS / LINE.length());

  private Letter() {}

  static MimeMessage build(SmtpConnectionFactory smtp) throws MessagingException {
    MimeMessage message = smtp.createMessage();
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("customer@example.org"));
    message.setSubject("Your order");
    message.setSentDate(Date.from(Instant.now()));
    message.setText(BODY, "us-ascii");
    return message;
  }
}
