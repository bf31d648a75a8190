package org.smtpra.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.smtpra.SmtpReply;
import org.smtpra.protocol.PrintableText;

/** The last lines of a conversation, without secrets and without content. Not thread safe. */
final class Transcript {

  private static final int LINES = 20;

  private final Deque<String> lines = new ArrayDeque<>(LINES);

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

  void reply(SmtpReply reply) {
    add("S: " + reply);
  }

  private void add(String line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  void clear() {
    lines.clear();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
