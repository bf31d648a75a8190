package org.smtpra.spi;

import java.time.Duration;
import java.util.Optional;

/** A token and how long it may be used. Shown by nothing. Immutable. */
public final class AccessToken {

  private final String value;
  private final Optional<Duration> lifetime;

  private AccessToken(String value, Optional<Duration> lifetime) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      // RFC 6750 section 2.1, and what would break out of the SASL message (RFC 7628 section 3.1).
      throw new IllegalArgumentException("a token is printable ASCII without spaces");
    }
    this.value = value;
    this.lifetime = lifetime;
  }

  /**
   * A token whose end is known.
   *
   * @param value the token, as it goes to the server
   * @param lifetime from now on
   * @return the token
   * @throws IllegalArgumentException if the value is empty or not printable ASCII, or the time is
   *     negative
   */
  public static AccessToken lasting(String value, Duration lifetime) {
    if (lifetime.isNegative()) {
      throw new IllegalArgumentException("a token's lifetime is not negative");
    }
    return new AccessToken(value, Optional.of(lifetime));
  }

  /**
   * A token whose end nobody has told. It is used for one minute, then asked for again.
   *
   * @param value the token, as it goes to the server
   * @return the token
   * @throws IllegalArgumentException if the value is empty or not printable ASCII
   */
  public static AccessToken of(String value) {
    return new AccessToken(value, Optional.empty());
  }

  /**
   * Gives the token away.
   *
   * @return in the clear
   */
  public String reveal() {
    return value;
  }

  /**
   * How long it may be used.
   *
   * @return counted from when it was fetched; nothing where nobody has told
   */
  public Optional<Duration> lifetime() {
    return lifetime;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "AccessToken[***, lifetime=" + lifetime.map(Duration::toString).orElse("unknown") + "]";
  }
}
