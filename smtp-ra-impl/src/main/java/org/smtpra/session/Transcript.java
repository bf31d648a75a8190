package org.smtpra.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.smtpra.SmtpReply;
import org.smtpra.protocol.PrintableText;

/**
 * The last lines of a conversation, without secrets and without content. The log category {@code
 * org.smtpra.wire} gets every line at DEBUG. Not thread safe.
 */
final class Transcript {

  private static final Logger WIRE = System.getLogger("org.smtpra.wire");
  private static final int LINES = 20;

  private final String label;
  private final boolean logged = WIRE.isLoggable(Level.DEBUG);
  private final Deque<String> lines = new ArrayDeque<>(LINES);

  /** The label tells one conversation from another in the log. */
  Transcript(String endpointKey) {
    this.label = endpointKey + "#" + Integer.toHexString(System.identityHashCode(this)) + " ";
  }

  void command(byte[] line) {
    add("C: " + PrintableText.of(new String(line, StandardCharsets.UTF_8).strip()));
  }

  /** A line that holds a secret, or may. */
  void secret(String shown) {
    add("C: " + shown + " ***");
  }

  void note(String shown) {
    add("C: " + shown);
  }

  /** A challenge of AUTH is left out: some mechanisms put a token's fate or a user's data there. */
  void reply(SmtpReply reply) {
    add("S: " + (reply.code() == 334 ? "334 ***" : reply));
  }

  private void add(String line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    if (logged) {
      WIRE.log(Level.DEBUG, label + line);
    }
  }

  void clear() {
    lines.clear();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
