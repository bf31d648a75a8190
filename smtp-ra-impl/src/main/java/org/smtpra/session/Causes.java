package org.smtpra.session;

import org.jspecify.annotations.Nullable;

/** Reads chains of causes: TLS hides the reason of a refusal several exceptions deep. */
final class Causes {

  private static final int DEPTH = 20;

  private Causes() {}

  static <T extends Throwable> @Nullable T find(Throwable start, Class<T> type) {
    Throwable current = start;
    for (int depth = 0; current != null && depth < DEPTH; depth++) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
      current = current.getCause();
    }
    return null;
  }

  /**
   * The messages of the chain, each once, without class names where there is a message; with advice
   * where TLS failed.
   */
  static String text(Throwable start) {
    StringBuilder text = new StringBuilder();
    Throwable current = start;
    for (int depth = 0; current != null && depth < DEPTH; depth++) {
      String message =
          current.getMessage() == null ? current.getClass().getSimpleName() : current.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
      current = current.getCause();
    }
    return text.append(TlsAdvice.on(start)).toString();
  }
}
