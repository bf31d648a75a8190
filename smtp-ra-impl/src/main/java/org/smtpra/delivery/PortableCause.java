package org.smtpra.delivery;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cause that can be read anywhere: where a class of the chain is the container's or ours,
 * and so unknown to a remote client, its text and stack are copied.
 */
public final class PortableCause {

  private static final int DEPTH = 20;

  private PortableCause() {}

  /**
   * A cause for a public exception.
   *
   * @param cause the original, or null
   * @return the original if all of its chain is known everywhere, else a copy of its text; null for
   *     null
   */
  public static @Nullable Exception of(@Nullable Throwable cause) {
    if (cause == null) {
      return null;
    }
    if (cause instanceof Exception exception && isKnownEverywhere(cause)) {
      return exception;
    }
    return copy(cause, DEPTH);
  }

  private static boolean isKnownEverywhere(Throwable cause) {
    Throwable current = cause;
    for (int depth = 0; current != null && depth < DEPTH; depth++) {
      if (!isOfKnownPackage(current)
          || !Arrays.stream(current.getSuppressed()).allMatch(PortableCause::isKnownEverywhere)) {
        return false;
      }
      current = current.getCause();
    }
    return current == null;
  }

  private static boolean isOfKnownPackage(Throwable throwable) {
    String name = throwable.getClass().getName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jakarta.mail.");
  }

  private static IOException copy(Throwable original, int depth) {
    Throwable cause = original.getCause();
    IOException copy =
        cause == null || depth == 0
            ? new IOException(original.toString())
            : new IOException(original.toString(), copy(cause, depth - 1));
    copy.setStackTrace(original.getStackTrace());
    return copy;
  }
}
