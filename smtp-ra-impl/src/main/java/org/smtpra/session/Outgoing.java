package org.smtpra.session;

/**
 * A message as a session takes it. Immutable, apart from a streamed content's source.
 *
 * @param envelope from whom, to whom
 * @param content the octets
 */
public record Outgoing(Envelope envelope, MessageContent content) {

  /** Tells whether it is this very content to these recipients; equal octets are not enough. */
  boolean isSame(Outgoing other) {
    return content == other.content && envelope.equals(other.envelope);
  }
}
