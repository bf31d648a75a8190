package org.smtpra.delivery;

import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.message.MessageId;
import org.smtpra.session.MessageContent;

/**
 * Keeps a message's identity: the same Message-ID however often it is sent, so that a receiver can
 * tell a second copy. Missing Message-ID and Date are set once, on the caller's object.
 */
final class MessageIdentity {

  private static final String MESSAGE_ID = "Message-ID";
  private static final String DATE = "Date";

  private MessageIdentity() {}

  /** Renders, and sees to it that what was rendered has the identity the caller's object has. */
  static MessageContent render(MimeMessage message, MessageRenderer renderer) throws SmtpFailure {
    try {
      String chosen = message.getMessageID();
      complete(message, chosen);
      MessageContent content = renderer.render(message);
      if (chosen != null && !chosen.isBlank() && !chosen.equals(message.getMessageID())) {
        // Rendering a message that was never saved saves it, which replaces the Message-ID.
        message.setHeader(MESSAGE_ID, chosen);
        content = renderer.render(message);
      }
      return content;
    } catch (MessagingException e) {
      throw InvalidMessage.because("a header cannot be read or set: " + e.getMessage(), e);
    }
  }

  static String of(MimeMessage message) {
    try {
      String id = message.getMessageID();
      return id == null ? "" : id.strip();
    } catch (MessagingException e) {
      return "";
    }
  }

  @SuppressWarnings("JavaUtilDate") // Jakarta Mail's type
  private static void complete(MimeMessage message, @Nullable String chosen)
      throws MessagingException {
    try {
      if (chosen == null || chosen.isBlank()) {
        message.setHeader(MESSAGE_ID, MessageId.unique());
      }
      if (message.getHeader(DATE) == null) {
        message.setSentDate(new Date());
      }
    } catch (IllegalWriteException e) {
      // A read-only message, of a folder for instance, goes as it is; servers add what is missing.
    }
  }
}
