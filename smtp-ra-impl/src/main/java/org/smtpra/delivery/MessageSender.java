package org.smtpra.delivery;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.config.Credentials;
import org.smtpra.config.MessageRules;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.Envelope;
import org.smtpra.session.MessageContent;
import org.smtpra.transport.Deadline;

/** Prepares messages, and hands one over in a slot's session. Thread safe. */
public final class MessageSender {

  /** From here on nanoseconds overflow, and nobody waits for so long. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final MessageRules rules;
  private final MessageRenderer renderer;
  private final Dispatch dispatch;
  private final HandOver handOver;
  private final LongSupplier nanoTime;

  /**
   * Creates a sender.
   *
   * @param rules recipient policy, long lines
   * @param dispatch tells callers of messages that cannot be prepared
   * @param handOver gives a message to a session
   * @param nanoTime the monotonic clock
   */
  public MessageSender(
      MessageRules rules, Dispatch dispatch, HandOver handOver, LongSupplier nanoTime) {
    this.rules = rules;
    this.renderer = new MessageRenderer(rules.longLines());
    this.dispatch = dispatch;
    this.handOver = handOver;
    this.nanoTime = nanoTime;
  }

  /**
   * Reads the envelope and renders the message, on the caller's thread: its context class loader
   * finds the content handlers.
   *
   * @param message the caller's message
   * @param options the caller's options
   * @return what {@link #attempt} takes
   * @throws SmtpSendFailedException if the message cannot be sent as it is
   */
  public PreparedMessage prepare(MimeMessage message, SmtpSendOptions options)
      throws SmtpSendFailedException {
    long started = nanoTime.getAsLong();
    try {
      Envelope envelope = EnvelopeReader.read(message, options, rules.recipientPolicy());
      MessageContent content = MessageIdentity.render(message, renderer);
      String messageId = MessageIdentity.of(message);
      return new PreparedMessage(
          envelope,
          content,
          messageId,
          limit(options),
          started,
          options.maxRetryAttempts(),
          Withdrawal.NONE);
    } catch (SmtpFailure e) {
      throw dispatch.unsendable(e, MessageIdentity.of(message), started);
    }
  }

  /**
   * Refuses a message without reading it.
   *
   * @param message the caller's message
   * @param why why it is not even prepared
   * @return the exception, counted as a failed message
   */
  public SmtpSendFailedException refuse(MimeMessage message, SmtpFailure why) {
    return dispatch.unsendable(why, MessageIdentity.of(message), nanoTime.getAsLong());
  }

  /** Makes the public exception of a message at which the caller's own code broke. */
  SmtpSendFailedException unsendable(MimeMessage message, Throwable error) {
    SmtpFailure failure = InvalidMessage.because("the message cannot be prepared: " + error, error);
    return dispatch.unsendable(failure, MessageIdentity.of(message), nanoTime.getAsLong());
  }

  private Deadline limit(SmtpSendOptions options) {
    return options
        .deadline()
        .filter(time -> time.compareTo(NEVER) < 0)
        .map(time -> Deadline.after(time, nanoTime))
        .orElseGet(() -> Deadline.never(nanoTime));
  }

  /** As the other {@code attempt}, for a message that nothing is known to follow. */
  public SendAttempt.Sent attempt(
      PreparedMessage message, SessionSlot slot, Optional<Credentials> borrower)
      throws SmtpFailure {
    return attempt(message, Followers.none(), slot, borrower);
  }

  /**
   * Hands a message over, once.
   *
   * @param message the prepared message
   * @param behind the messages that its caller will hand over next in the same way: the next one's
   *     envelope may travel with this one's content, or several may go with it and hear what became
   *     of them
   * @param slot whose session to use
   * @param borrower the credentials given for this lease
   * @return what the server said
   * @throws SmtpFailure if it was not sent, or it is unknown whether it was
   */
  public SendAttempt.Sent attempt(
      PreparedMessage message, Followers behind, SessionSlot slot, Optional<Credentials> borrower)
      throws SmtpFailure {
    message.withdrawal().begins(slot::endRunning);
    try {
      return slot.use(
          borrower,
          message.limit(),
          new SendWork(message, behind, handOver, ready -> slot.mayCarryAnother(ready, borrower)));
    } finally {
      message.withdrawal().ends();
    }
  }

  /** How many messages are to be known at once, so that the session can make the most of it. */
  int lookAhead() {
    return handOver.lookAhead();
  }
}
