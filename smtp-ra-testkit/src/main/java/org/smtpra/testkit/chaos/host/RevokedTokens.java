package org.smtpra.testkit.chaos.host;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpra.testkit.ScriptedTokenEndpoint;

/**
 * Revokes the tokens of an endpoint, for all hosts that trust it, and not more often than a client
 * can replace one: who is refused twice in a row may well say that he was refused. Thread safe.
 */
public final class RevokedTokens {

  private final ScriptedTokenEndpoint endpoint;
  private final long leastNanos;
  private final AtomicLong last;

  /**
   * Begins with an endpoint whose tokens are good.
   *
   * @param atLeast how long it takes until they are revoked again
   */
  public RevokedTokens(ScriptedTokenEndpoint endpoint, Duration atLeast) {
    this.endpoint = endpoint;
    this.leastNanos = atLeast.toNanos();
    this.last = new AtomicLong(System.nanoTime());
  }

  ScriptedTokenEndpoint endpoint() {
    return endpoint;
  }

  Mischief mischief() {
    return Mischief.of(this::revoke, () -> {});
  }

  private void revoke() {
    long before = last.get();
    long now = System.nanoTime();
    if (now - before >= leastNanos && last.compareAndSet(before, now)) {
      endpoint.revokeAll();
    }
  }
}
