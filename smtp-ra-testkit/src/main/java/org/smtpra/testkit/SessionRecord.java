package org.smtpra.testkit;

import java.util.List;

/**
 * A snapshot of what the server knows about one session.
 *
 * @param number the first session of a server is 1
 * @param commands the command lines as they came, secrets included; content and the client's
 *     answers to SASL challenges are in the transcript only
 * @param transcript both sides' lines with {@code C:} and {@code S:}, and the server's notes
 * @param tlsProtocol for instance {@code TLSv1.3}, empty in clear text
 * @param user who logged in, or an empty text
 * @param heloName the argument of the last EHLO or HELO, or an empty text
 * @param roundTrips how often the server wrote after it had read
 * @param messages the round trips of each message that got as far as its final reply
 * @param open whether the server's end of the connection is still open
 */
public record SessionRecord(
    int number,
    List<String> commands,
    List<String> transcript,
    String tlsProtocol,
    String user,
    String heloName,
    int roundTrips,
    List<MessageRoundTrips> messages,
    boolean open) {

  /** Copies the lists. */
  public SessionRecord {
    commands = List.copyOf(commands);
    transcript = List.copyOf(transcript);
    messages = List.copyOf(messages);
  }

  /**
   * Tells whether the session is, or was at its end, under TLS.
   *
   * @return true if so
   */
  public boolean tls() {
    return !tlsProtocol.isEmpty();
  }
}
