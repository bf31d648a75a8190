package org.smtpra.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A text that no log, exception or {@code toString()} shows. Immutable. */
public final class Secret {

  private final String value;

  /**
   * Wraps a text.
   *
   * @param value the text to hide
   */
  public Secret(String value) {
    this.value = value;
  }

  /**
   * Gives the text away; for the place that puts it on the wire or opens a key store.
   *
   * @return the text in the clear
   */
  public String reveal() {
    return value;
  }

  /**
   * Whether there is nothing to hide.
   *
   * @return true for the empty text
   */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  /** Compares by value, in a time that does not tell where two secrets differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
