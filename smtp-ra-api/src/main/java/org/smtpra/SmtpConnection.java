package org.smtpra;

import jakarta.mail.internet.MimeMessage;
import java.util.Collection;
import java.util.List;

/**
 * One lease: the exclusive use of one pooled SMTP session, from {@link
 * SmtpConnectionFactory#getConnection()} to {@link #close()}.
 *
 * <p>A failed send leaves the lease usable: the next send uses the session again where the protocol
 * allows that, otherwise a new one.
 *
 * <p>Thread safety: sends of one lease run one after another; {@link #close()} may be called by any
 * thread and ends a send that is running. After {@link #close()} every other method throws {@link
 * IllegalStateException}.
 */
public interface SmtpConnection extends AutoCloseable {

  /**
   * Sends one message with {@link SmtpSendOptions#defaults()}.
   *
   * @param message the message; {@link SmtpConnectionFactory#send(MimeMessage, SmtpSendOptions)}
   *     says what is changed in it
   * @return what the server answered
   * @throws SmtpSendFailedException if the message was not sent, or it is unknown whether it was
   * @throws IllegalStateException if this lease was closed
   */
  SmtpSendResult send(MimeMessage message) throws SmtpSendFailedException;

  /**
   * Sends one message.
   *
   * @param message the message; {@link SmtpConnectionFactory#send(MimeMessage, SmtpSendOptions)}
   *     says what is changed in it
   * @param options envelope, deadline and recipient policy of this send
   * @return what the server answered
   * @throws SmtpSendFailedException if the message was not sent, or it is unknown whether it was
   * @throws IllegalStateException if this lease was closed
   */
  SmtpSendResult send(MimeMessage message, SmtpSendOptions options) throws SmtpSendFailedException;

  /**
   * Sends messages one after the other over this lease, each once, with the fewest round trips that
   * are safe. {@link SmtpConnectionFactory#sendAll} says what holds for every batch. Nothing is
   * sent again that failed, because nobody may wait while holding a lease; {@link
   * SmtpBatchOptions#leases()} has no effect here. A lease that is closed meanwhile ends the batch.
   *
   * @param messages the messages; the collection is copied
   * @param options how to send them
   * @return one outcome a message, in the order of the collection
   * @throws NullPointerException if an argument or a message is null; nothing was sent then
   * @throws IllegalStateException if this lease was closed before the call
   */
  List<SmtpSendOutcome> sendAll(
      Collection<? extends MimeMessage> messages, SmtpBatchOptions options);

  /**
   * Names the host of the last send, or of the next one where none was made. Informational: a
   * session that broke is replaced, perhaps on another host.
   *
   * @return {@code host:port}, or an empty text where no session is open
   * @throws IllegalStateException if this lease was closed
   */
  String endpointKey();

  /**
   * Gives the lease back. May be called more than once; never throws, never waits for the network.
   */
  @Override
  void close();
}
