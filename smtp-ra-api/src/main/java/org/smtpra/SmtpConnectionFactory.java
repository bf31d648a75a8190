package org.smtpra;

import jakarta.mail.internet.MimeMessage;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/**
 * The way in: one object, injected by the application server, that sends mail over pooled SMTP
 * sessions.
 *
 * <pre>{@code
 * @Resource(name = "smtp/orders", shareable = false) SmtpConnectionFactory smtp;
 *
 * MimeMessage message = smtp.createMessage();
 * message.setFrom("shop@example.com");
 * message.setRecipients(Message.RecipientType.TO, customer);
 * message.setSubject("Your order");
 * message.setText(body, "UTF-8");
 * SmtpSendResult result = smtp.send(message);
 * }</pre>
 *
 * <p>Thread safety: all methods may be called by any number of threads at once. The message handed
 * to a method must not be changed by another thread until the method has returned.
 *
 * <p>Transactions: SMTP takes no part in JTA transactions. A rollback does not recall a mail, and a
 * failed send does not roll back: see {@link SmtpSendFailedException}.
 *
 * <p>Waiting: no method waits without a bound. The wait for a lease is bounded by the application
 * server's pool (in Java SE by {@code acquireTimeout}), everything on the wire by the time-outs of
 * the factory's configuration and by {@link SmtpSendOptions#deadline()}.
 */
public interface SmtpConnectionFactory extends Serializable {

  /**
   * Takes a lease on a pooled session, with the credentials that the server or the configuration
   * provides. The session is open and authenticated when this method returns.
   *
   * @return the lease; close it, best by try-with-resources
   * @throws SmtpSendFailedException if no lease was free in time (kind {@link
   *     SmtpFailureKind#POOL_EXHAUSTED}), or no session could be opened or signed in
   */
  SmtpConnection getConnection() throws SmtpSendFailedException;

  /**
   * Takes a lease signed in as the given user. Credentials that the server's container-managed
   * sign-on provides win over these.
   *
   * @param userName the user to sign in as, on every host
   * @param password that user's password
   * @return the lease; close it, best by try-with-resources
   * @throws SmtpSendFailedException as for {@link #getConnection()}
   */
  SmtpConnection getConnection(String userName, String password) throws SmtpSendFailedException;

  /**
   * Sends one message: takes a lease, sends, gives the lease back. The same as {@link
   * #send(MimeMessage, SmtpSendOptions)} with {@link SmtpSendOptions#defaults()}.
   *
   * @param message the message; see {@link #send(MimeMessage, SmtpSendOptions)} for what is changed
   *     in it
   * @return what the server answered
   * @throws SmtpSendFailedException if the message was not sent, or it is unknown whether it was
   */
  SmtpSendResult send(MimeMessage message) throws SmtpSendFailedException;

  /**
   * Sends one message: takes a lease, sends, gives the lease back.
   *
   * <p>The message is rendered by this method on the caller's thread. The caller's object is
   * changed only by setting a missing {@code Message-ID} and {@code Date}, once, so that a message
   * sent again keeps its identity; {@code saveChanges()} runs only on a message that was never
   * saved. {@code Bcc} is left out of what is sent. The same message may be sent again.
   *
   * @param message the message to send
   * @param options envelope, deadline and recipient policy of this send
   * @return what the server answered
   * @throws SmtpSendFailedException if the message was not sent, or it is unknown whether it was:
   *     ask {@link SmtpSendFailedException#classification()}
   * @throws NullPointerException if an argument is null
   */
  SmtpSendResult send(MimeMessage message, SmtpSendOptions options) throws SmtpSendFailedException;

  /**
   * Sends one message in the background. The same as {@link #sendAsync(MimeMessage,
   * SmtpSendOptions)} with {@link SmtpSendOptions#defaults()}.
   *
   * @param message the message; see {@link #sendAsync(MimeMessage, SmtpSendOptions)} for when it
   *     may be touched again
   * @return what tells how it went, and calls it off
   * @throws NullPointerException if the argument is null
   */
  SmtpSubmission sendAsync(MimeMessage message);

  /**
   * Sends one message in the background: queues it and returns. What comes of it, a wrong message
   * included, is told by {@link SmtpSubmission#stage()} and nowhere else.
   *
   * <p>The message is read on the caller's thread, as {@link #send(MimeMessage, SmtpSendOptions)}
   * does it. <b>Up to 256 KiB it is rendered completely before this method returns</b>, and may
   * then be changed, or sent again. A larger one is read once more while it is sent, with the
   * caller's context class loader: <b>leave it, its parts and their data sources alone until the
   * stage has completed</b>. Who does not know the size treats every message as a large one.
   *
   * <p>At most {@code asyncQueueCapacity} messages wait, in memory: those of a program that ends
   * are lost. One too many fails at once ({@link SmtpFailureKind#RETRYABLE_BEFORE_SEND}, {@link
   * SmtpFailureReason#QUEUE_FULL}), so does one that comes when the adapter stops, and those that
   * wait then ({@link SmtpFailureReason#SHUTDOWN}); both are safe to send again. {@code
   * asyncWorkers} messages are sent at a time, about in the order in which they came.
   *
   * <p>The {@linkplain SmtpSendOptions#deadline() deadline} begins with this call. A message for
   * which the pool has no lease stays in line until the deadline has passed, without one until
   * there is a lease. Messages are sent as the connection factory's own user, never in the caller's
   * transaction: a rollback does not call them off.
   *
   * @param message the message to send
   * @param options envelope, deadline and recipient policy of this send
   * @return what tells how it went, and calls it off
   * @throws NullPointerException if an argument is null
   */
  SmtpSubmission sendAsync(MimeMessage message, SmtpSendOptions options);

  /**
   * Sends many messages with the fewest round trips that are safe: where the server offers
   * PIPELINING, the envelope of a message travels with the content of the one before, so that a
   * message for one recipient costs one round trip instead of two.
   *
   * <p>Each message has its own outcome, of the same exactness as a single send's: one that is
   * refused or cannot be rendered does not stop the others, and after a lost connection the batch
   * goes on over a new one, never repeating a message whose outcome is unknown. What may safely be
   * sent again is, as by {@link #send(MimeMessage, SmtpSendOptions)}, after the lease was given
   * back; so a message may arrive later than those behind it.
   *
   * <p>The batch ends early when the thread is interrupted, the adapter stops, no lease can be had
   * or no host can be reached: the message that met it has failed, the rest are {@link
   * SmtpSendOutcome.NotAttempted}. Nothing is thrown but for null arguments. An interrupt stays
   * set.
   *
   * <p>With one lease all is done by the caller's thread. With several, threads of the application
   * server's work manager render and send too: they have the caller's context class loader, but
   * none of its transaction, security and naming context. A worker that gets no lease gives up
   * quietly, and no thread waits for a lease while it holds one. A batch in which the same object
   * is found twice uses one lease. A message must not be touched until this method has returned.
   *
   * <p>{@link SmtpSendOptions#deadline()} counts from the moment the message is rendered, which is
   * while the one before it is about to be sent.
   *
   * @param messages the messages; the collection is copied
   * @param options how to send them
   * @return one outcome a message, in the order of the collection
   * @throws NullPointerException if an argument or a message is null; nothing was sent then
   */
  List<SmtpSendOutcome> sendAll(
      Collection<? extends MimeMessage> messages, SmtpBatchOptions options);

  /**
   * Creates an empty message bound to this factory's mail session. Header values with a line break
   * that is not folding are refused by the message's setters.
   *
   * @return a new message, not thread safe
   */
  MimeMessage createMessage();

  /**
   * Tells what the factory is doing now.
   *
   * @return an immutable snapshot
   */
  SmtpFactoryStatus status();
}
