package org.smtpra;

import jakarta.mail.internet.MimeMessage;

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
