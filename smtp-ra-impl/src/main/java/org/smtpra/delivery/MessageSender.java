package org.smtpra.delivery;

import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.config.Credentials;
import org.smtpra.config.MessageRules;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.Envelope;
import org.smtpra.session.MessageContent;
import org.smtpra.session.TransactionResult;
import org.smtpra.transport.Deadline;

/** Sends messages over a slot's session and makes the public outcome. Thread safe. */
public final class MessageSender {

  /** From here on nanoseconds overflow, and nobody waits for so long. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final MessageRules rules;
  private final MessageRenderer renderer;
  private final SmtpEventListener events;
  private final LongSupplier nanoTime;
  private final Clock wallClock;

  /**
   * Creates a sender.
   *
   * @param rules recipient policy, long lines
   * @param events hears of every outcome
   * @param nanoTime the monotonic clock, for durations
   * @param wallClock for the time of acceptance
   */
  public MessageSender(
      MessageRules rules, SmtpEventListener events, LongSupplier nanoTime, Clock wallClock) {
    this.rules = rules;
    this.renderer = new MessageRenderer(rules.longLines());
    this.events = events;
    this.nanoTime = nanoTime;
    this.wallClock = wallClock;
  }

  /**
   * Reads the envelope and renders the message, on the caller's thread: its context class loader
   * finds the content handlers.
   *
   * @param message the caller's message
   * @param options the caller's options
   * @return what {@link #send} takes
   * @throws SmtpSendFailedException if the message cannot be sent as it is
   */
  public PreparedMessage prepare(MimeMessage message, SmtpSendOptions options)
      throws SmtpSendFailedException {
    long started = nanoTime.getAsLong();
    try {
      Envelope envelope = EnvelopeReader.read(message, options, rules.recipientPolicy());
      MessageContent content = MessageIdentity.render(message, renderer);
      String messageId = MessageIdentity.of(message);
      return new PreparedMessage(envelope, content, messageId, limit(options), started);
    } catch (SmtpFailure e) {
      throw failed(e, 0, MessageIdentity.of(message));
    }
  }

  private Deadline limit(SmtpSendOptions options) {
    return options
        .deadline()
        .filter(time -> time.compareTo(NEVER) < 0)
        .map(time -> Deadline.after(time, nanoTime))
        .orElseGet(() -> Deadline.never(nanoTime));
  }

  /**
   * Sends a message.
   *
   * @param message the prepared message
   * @param slot whose session to use
   * @param borrower the credentials given for this lease
   * @return the public result
   * @throws SmtpSendFailedException if it was not sent, or it is unknown whether it was
   */
  public SmtpSendResult send(
      PreparedMessage message, SessionSlot slot, Optional<Credentials> borrower)
      throws SmtpSendFailedException {
    try {
      SmtpSendResult result =
          slot.use(
              borrower,
              message.limit(),
              session ->
                  result(
                      message,
                      session.endpointKey(),
                      session.send(message.envelope(), message.content(), message.limit())));
      events.messageSent(result);
      return result;
    } catch (SmtpFailure e) {
      throw failed(withRecipients(e, message), 1, message.messageId());
    }
  }

  /**
   * Makes the public exception of a failure of a prepared message that never reached a session.
   *
   * @param failure what happened
   * @param message the message that was not sent
   * @return the exception, counted as a failed message
   */
  public SmtpSendFailedException notSent(SmtpFailure failure, PreparedMessage message) {
    return failed(withRecipients(failure, message), 0, message.messageId());
  }

  private SmtpSendResult result(
      PreparedMessage message, String endpointKey, TransactionResult transaction) {
    return SmtpSendResult.builder()
        .endpointKey(endpointKey)
        .messageId(message.messageId())
        .finalReply(transaction.finalReply())
        .recipients(transaction.recipients())
        .acceptedAt(wallClock.instant())
        .elapsed(Duration.ofNanos(nanoTime.getAsLong() - message.startedNanos()))
        .build();
  }

  private static SmtpFailure withRecipients(SmtpFailure failure, PreparedMessage message) {
    if (!failure.recipients().isEmpty()) {
      return failure;
    }
    List<RecipientOutcome> untouched =
        message.envelope().recipients().stream()
            .map(
                mailbox ->
                    new RecipientOutcome(
                        mailbox.address(), Disposition.NOT_ATTEMPTED, Optional.empty()))
            .toList();
    return failure.withRecipients(untouched);
  }

  private SmtpSendFailedException failed(SmtpFailure failure, int attempts, String messageId) {
    events.messageFailed(failure.classification());
    return FailureReport.of(failure, attempts, messageId);
  }
}
