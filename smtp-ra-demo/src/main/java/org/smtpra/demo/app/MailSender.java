package org.smtpra.demo.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.demo.mail.FactoryFigures;
import org.smtpra.demo.mail.InvalidMailException;
import org.smtpra.demo.mail.MailFile;
import org.smtpra.demo.mail.MailOutcome;

/**
 * Sends mails through the adapter: one injected object is all it needs. Without a JTA transaction,
 * since a rollback would not recall a mail.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailSender {

  @SuppressWarnings("NullAway.Init") // injected
  @Resource(lookup = "java:/eis/Smtp", shareable = false)
  private SmtpConnectionFactory smtp;

  /** Sends one file. */
  public MailOutcome send(MailFile file) {
    long started = System.nanoTime();
    try {
      SmtpSendResult result = smtp.send(file.message());
      String reply = String.join(" ", result.finalReply().lines());
      return outcome(file, MailOutcome.SENT, started, result.messageId(), reply);
    } catch (InvalidMailException e) {
      return outcome(file, MailOutcome.UNUSABLE, started, "", e.problem());
    } catch (SmtpSendFailedException e) {
      String kind = e.classification().kind().name();
      return outcome(file, kind, started, e.messageId(), String.valueOf(e.getMessage()));
    }
  }

  private static MailOutcome outcome(
      MailFile file, String kind, long started, String messageId, String text) {
    long millis = (System.nanoTime() - started) / 1_000_000;
    return new MailOutcome(file.name(), kind, millis, messageId, text);
  }

  /** Writes a mail and sends it, as most applications do. */
  public SmtpSendResult send(String from, String to, String subject, String text)
      throws MessagingException {
    MimeMessage message = smtp.createMessage();
    message.setFrom(from);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    return smtp.send(message);
  }

  /** What the connection factory is doing. */
  public SmtpFactoryStatus status() {
    return smtp.status();
  }

  /** What the connection factory has done so far. */
  public FactoryFigures figures() {
    SmtpFactoryStatus status = smtp.status();
    return new FactoryFigures(status.sessionsOpened(), status.leasesTaken());
  }
}
