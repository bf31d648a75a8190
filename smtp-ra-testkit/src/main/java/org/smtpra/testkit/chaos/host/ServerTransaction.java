package org.smtpra.testkit.chaos.host;

import java.util.List;

/**
 * One MAIL command and what followed it, from the server's side.
 *
 * @param session where
 * @param sender the envelope sender
 * @param recipients the recipients that the server accepted
 * @param faults what the server did wrong on purpose meanwhile
 * @param lines the lines of this transaction
 * @param finalReply the first line of the reply to the whole content; an empty text if there was
 *     none
 * @param withinAnother whether MAIL came while another transaction was open
 */
public record ServerTransaction(
    SessionTrace session,
    String sender,
    List<String> recipients,
    List<String> faults,
    List<String> lines,
    String finalReply,
    boolean withinAnother) {

  /** Copies the lists. */
  public ServerTransaction {
    recipients = List.copyOf(recipients);
    faults = List.copyOf(faults);
    lines = List.copyOf(lines);
  }

  /** Whether the server said that it has the message, and threw it away. */
  public boolean isLie() {
    return finalReply.startsWith("2") && faults.stream().anyMatch(f -> f.startsWith("Dropping["));
  }
}
