package org.smtpra.auth;

import java.util.OptionalLong;
import org.smtpra.config.Secret;

/**
 * A token for one sign-in.
 *
 * @param value shown nowhere
 * @param endNanos when it ends, by the monotonic clock; nothing where nobody has told
 */
public record BearerToken(Secret value, OptionalLong endNanos) {

  /**
   * Tells whether its life is over.
   *
   * @param nowNanos the monotonic clock
   * @return false too where its end is not known
   */
  public boolean isOver(long nowNanos) {
    return endNanos.isPresent() && nowNanos - endNanos.getAsLong() >= 0;
  }
}
