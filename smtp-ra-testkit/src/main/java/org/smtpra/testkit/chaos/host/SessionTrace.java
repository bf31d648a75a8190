package org.smtpra.testkit.chaos.host;

import java.util.List;

/**
 * One conversation, from the server's side.
 *
 * @param host the server's endpoint key
 * @param number the session's number at that server
 * @param lines both sides' lines with {@code C:} and {@code S:}, and the server's notes
 */
public record SessionTrace(String host, int number, List<String> lines) {

  /** Copies the list. */
  public SessionTrace {
    lines = List.copyOf(lines);
  }

  /** The transactions in it, in order. */
  public List<ServerTransaction> transactions() {
    TraceReader reader = new TraceReader(this);
    lines.forEach(reader::line);
    return reader.transactions();
  }
}
