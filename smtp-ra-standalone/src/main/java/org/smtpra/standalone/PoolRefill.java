package org.smtpra.standalone;

import jakarta.resource.ResourceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.LogMessage;
import org.smtpra.ra.SmtpManagedConnection;

/**
 * Keeps {@code minPoolSize} connections with a session: looks at them once a second, and opens the
 * missing sessions, one after another, {@code minPoolRefillDelay} after it has missed them. When
 * one cannot be opened, or is lost as soon as it stands, the servers are left alone for at least
 * {@code reconnectCooldown}. Not thread safe: one step follows another.
 */
final class PoolRefill {

  private static final Logger LOG = System.getLogger("org.smtpra");

  /** How often to look; the sessions themselves are looked at by the adapter. */
  static final Duration LOOK_PERIOD = Duration.ofSeconds(1);

  /** A session that is missed at one of so many looks after it was opened was lost at once. */
  private static final int YOUNG_LOOKS = 3;

  private final PooledConnections connections;
  private final Duration delay;
  private final Duration pause;
  private boolean mayOpen = true; // the first time without a delay
  private int looksSinceOpened = YOUNG_LOOKS;
  private boolean failing;

  PoolRefill(PooledConnections connections, SmtpConfiguration configuration) {
    this.connections = connections;
    this.delay = configuration.pool().minPoolRefillDelay();
    Duration cooldown = configuration.cooldown().reconnectCooldown();
    this.pause = longer(LOOK_PERIOD, longer(delay, cooldown));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * Looks, and opens what is missing when its time has come.
   *
   * @return how long to wait before the next step
   */
  Duration step() {
    boolean young = looksSinceOpened < YOUNG_LOOKS;
    looksSinceOpened++;
    if (!connections.lacksSessions()) {
      mayOpen = false;
      return LOOK_PERIOD;
    }
    if (!mayOpen && (young || !delay.isZero())) {
      mayOpen = true;
      return young ? pause : delay;
    }
    mayOpen = !openAll();
    looksSinceOpened = 0;
    return mayOpen ? pause : LOOK_PERIOD;
  }

  private boolean openAll() {
    try {
      Optional<SmtpManagedConnection> cold = connections.nextToWarmUp();
      while (cold.isPresent()) {
        open(cold.get());
        cold = connections.nextToWarmUp();
      }
      succeeded();
      return true;
    } catch (ResourceException e) {
      failed(e);
      return false;
    }
  }

  private void open(SmtpManagedConnection connection) throws ResourceException {
    try {
      connection.fill();
    } finally {
      connections.warmedUp();
    }
  }

  /** Once for each outage: a dead server would fill the log. An interrupt ends the pool. */
  private void failed(ResourceException e) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    LogMessage said = LogMessage.POOL_NOT_FILLED;
    Level level = failing ? Level.DEBUG : said.level();
    failing = true;
    said.at(level, LOG, pause.toMillis(), String.valueOf(e.getMessage()));
  }

  private void succeeded() {
    if (failing) {
      failing = false;
      LogMessage.POOL_FILLED.to(LOG);
    }
  }
}
