package org.smtpra.token;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no token now. Its text holds no secret. */
public final class TokenFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean refused;
  private final transient Optional<Duration> retryAfter;

  TokenFailure(
      String message, boolean refused, Optional<Duration> retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.refused = refused;
    this.retryAfter = retryAfter;
  }

  /** Whether trying again is of no use until somebody changes something. */
  public boolean isRefused() {
    return refused;
  }

  /** When another attempt will be made; nothing where that is not known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  TokenFailure notBefore(Duration pause) {
    return new TokenFailure(String.valueOf(getMessage()), refused, Optional.of(pause), getCause());
  }
}
