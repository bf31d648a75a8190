package org.smtpra.standalone.scale;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.smtpra.SmtpConnectionFactory;

/** Messages of 2 KiB that can be told apart by their recipients. */
final class NumberedMail {

  private static final int OCTETS = 2048;
  private static final String LINE =
      "Dear customer, the goods that you have ordered are on their way to you now.\r\n";
  private static final String BODY = LINE.repeat(OCTETS / LINE.length());

  private NumberedMail() {}

  static MimeMessage build(SmtpConnectionFactory factory, int number) throws MessagingException {
    MimeMessage message = factory.createMessage();
    message.setFrom("shop@example.test");
    message.setRecipients(Message.RecipientType.TO, recipient(number));
    message.setSubject("Your order");
    message.setText(BODY, "us-ascii");
    return message;
  }

  static String recipient(int number) {
    return "customer" + number + "@example.test";
  }
}
