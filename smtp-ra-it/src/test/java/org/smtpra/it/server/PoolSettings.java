package org.smtpra.it.server;

import java.time.Duration;

/**
 * The bounds of a server's pool.
 *
 * @param max the most pooled connections
 * @param min how many the server keeps, opened before the first borrow where {@code prefill}
 * @param prefill whether the server opens the least at start
 * @param acquire how long a borrower waits for a free one
 */
public record PoolSettings(int max, int min, boolean prefill, Duration acquire) {

  /** Eight at most, none before the first borrow. */
  public static PoolSettings usual() {
    return new PoolSettings(8, 0, false, Duration.ofSeconds(30));
  }

  /** The same with another upper bound. */
  public PoolSettings max(int connections) {
    return new PoolSettings(connections, min, prefill, acquire);
  }

  /** The same with so many opened at start. */
  public PoolSettings prefilled(int connections) {
    return new PoolSettings(max, connections, true, acquire);
  }

  /** The same with another bounded wait. */
  public PoolSettings acquire(Duration bound) {
    return new PoolSettings(max, min, prefill, bound);
  }
}
