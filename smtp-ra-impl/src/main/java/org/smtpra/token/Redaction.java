package org.smtpra.token;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.smtpra.protocol.PrintableText;

/** Takes what we have said in confidence out of what a server says back. Immutable. */
final class Redaction {

  private static final int SHOWN_CHARS = 300;

  private static final Set<String> SECRET = Set.of("client_secret", "refresh_token", "assertion");

  private final List<String> secrets;

  Redaction(Map<String, String> form) {
    this.secrets =
        form.entrySet().stream()
            .filter(entry -> SECRET.contains(entry.getKey()) && !entry.getValue().isEmpty())
            .map(Map.Entry::getValue)
            .toList();
  }

  /** Printable, without secrets, and cut. */
  String of(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, "***");
    }
    return PrintableText.truncated(shown, SHOWN_CHARS);
  }
}
