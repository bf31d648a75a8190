package org.smtpra.it.app;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.smtpra.SmtpConnectionFactory;

/**
 * What a request asks to be sent.
 *
 * @param to the recipients, separated by commas
 * @param subject the subject
 * @param multipart whether to send text and HTML side by side
 */
public record Letter(String to, String subject, boolean multipart) {

  /** Builds the message, bound to the factory's mail session. */
  public MimeMessage message(SmtpConnectionFactory factory) {
    try {
      MimeMessage message = factory.createMessage();
      message.setFrom("shop@example.com");
      message.setRecipients(Message.RecipientType.TO, to);
      message.setSubject(subject, "UTF-8");
      if (multipart) {
        message.setContent(alternatives());
      } else {
        message.setText("Gr\u00fc\u00dfe aus dem Laden.\n.\nEnde.", "UTF-8");
      }
      return message;
    } catch (MessagingException e) {
      throw new IllegalArgumentException("no message can be made of " + this, e);
    }
  }

  private static MimeMultipart alternatives() throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Gr\u00fc\u00dfe als Text.", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setContent("<p>Gr\u00fc\u00dfe als HTML.</p>", "text/html; charset=UTF-8");
    return new MimeMultipart("alternative", text, html);
  }
}
