package org.smtpra.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
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

  /** Written out when somebody asks: after most messages nobody does. */
  private final Deque<Supplier<String>> lines = new ArrayDeque<>(LINES);

  /** The label tells one conversation from another in the log. */
  Transcript(String endpointKey) {
    this.label = endpointKey + "#" + Integer.toHexString(System.identityHashCode(this)) + " ";
  }

  /** The octets must not change any more. */
  void command(byte[] line) {
    add(() -> "C: " + PrintableText.of(new String(line, StandardCharsets.UTF_8).strip()));
  }

  /** A line that holds a secret, or may. */
  void secret(String shown) {
    add(() -> "C: " + shown + " ***");
  }

  void note(String shown) {
    add(() -> "C: " + shown);
  }

  /** A challenge of AUTH is left out: some mechanisms put a token's fate or a user's data there. */
  void reply(SmtpReply reply) {
    add(() -> "S: " + (reply.code() == 334 ? "334 ***" : reply));
  }

  private void add(Supplier<String> line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    if (logged) {
      WIRE.log(Level.DEBUG, label + line.get());
    }
  }

  void clear() {
    lines.clear();
  }

  List<String> lines() {
    return lines.stream().map(Supplier::get).toList();
  }
}
