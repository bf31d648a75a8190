package org.smtpra.ra;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.delivery.SessionSlot;
import org.smtpra.message.OutgoingMessage;

/** A message that an administrator sends: in a slot that is none of the pool's, once. */
final class TestMail {

  private static final SmtpSendOptions ONCE =
      SmtpSendOptions.builder().deadline(Duration.ofSeconds(60)).maxRetryAttempts(0).build();

  private final FactoryState state;

  TestMail(FactoryState state) {
    this.state = state;
  }

  /** Tells in words what came of it; content handlers are found through our own class loader. */
  String send(String from, String to) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(TestMail.class.getClassLoader());
    SessionSlot slot = state.newSlot();
    try {
      return send(message(from, to), slot);
    } catch (SmtpSendFailedException e) {
      return "failed: "
          + e.classification().kind()
          + ", "
          + e.classification().reason()
          + " at "
          + e.classification().stage()
          + ": "
          + e.getMessage();
    } catch (MessagingException e) {
      return "failed: " + e.getMessage();
    } finally {
      slot.destroy();
      state.destroyed(slot);
      thread.setContextClassLoader(before);
    }
  }

  private MimeMessage message(String from, String to) throws MessagingException {
    MimeMessage message = new OutgoingMessage(state.mailSession());
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    message.setSubject("smtp-ra test");
    message.setText(
        "An administrator has sent this message to test the mail service.\r\n", "UTF-8");
    return message;
  }

  private String send(MimeMessage message, SessionSlot slot) throws SmtpSendFailedException {
    SmtpSendResult result =
        state
            .dispatch()
            .sendOnce(
                state.sender().prepare(message, ONCE),
                prepared -> state.sender().attempt(prepared, slot, Optional.empty()));
    return "sent: "
        + result.endpointKey()
        + " said "
        + result.finalReply()
        + ", Message-ID "
        + result.messageId();
  }
}
