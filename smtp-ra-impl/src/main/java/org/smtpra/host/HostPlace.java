package org.smtpra.host;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.smtpra.config.HostConfiguration;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.failure.Throttling;

/**
 * The right to have one session at one host, from before it is opened until it has ended. Whoever
 * gets one must say what came of it: {@link #opened}, {@link #failed} or {@link #withdrawn}, and
 * after {@link #opened}, {@link #ended}. Thread safe.
 */
public final class HostPlace {

  private enum State {
    OPENING,
    OPEN,
    ENDED
  }

  private final HostRegistry registry;
  private final MailHost host;
  private final boolean probe;
  private final long outagesBefore;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);

  HostPlace(HostRegistry registry, MailHost host, boolean probe) {
    this.registry = registry;
    this.host = host;
    this.probe = probe;
    this.outagesBefore = host.outages();
  }

  public HostConfiguration host() {
    return host.configuration();
  }

  /** Tells whether this attempt is the single one that a half-open host gets. */
  boolean isProbe() {
    return probe;
  }

  /** The session stands. */
  public void opened() {
    if (state.compareAndSet(State.OPENING, State.OPEN)) {
      registry.change(host, (health, policy, now) -> health.opened(), "");
    }
  }

  /**
   * No session could be had, and the host is to blame.
   *
   * @param failure what happened
   */
  public void failed(SmtpFailure failure) {
    if (state.compareAndSet(State.OPENING, State.ENDED)) {
      Throttling.of(failure.classification()).ifPresent(this::throttled);
      registry.change(
          host,
          (health, policy, now) -> {
            host.vacate();
            return probe || isOfThisOutage() ? health.failed(policy, now) : health;
          },
          text(failure));
    }
  }

  /**
   * No session could be had in the time that the caller had: too little, perhaps, so the host only
   * cools down when that comes again and again.
   *
   * @param failure what happened
   */
  public void gaveUp(SmtpFailure failure) {
    if (probe) {
      failed(failure);
    } else if (state.compareAndSet(State.OPENING, State.ENDED)) {
      registry.change(
          host,
          (health, policy, now) -> {
            host.vacate();
            return health.struck(policy, now);
          },
          text(failure));
    }
  }

  /** A failure of an attempt that began before the last pause was counted with it. */
  private boolean isOfThisOutage() {
    return outagesBefore == host.outages();
  }

  /** The attempt ended for a reason that tells nothing about the host. */
  public void withdrawn() {
    if (state.compareAndSet(State.OPENING, State.ENDED)) {
      registry.change(
          host,
          (health, policy, now) -> {
            host.vacate();
            return probe ? health.withdrawn(now) : health;
          },
          "");
    }
  }

  /** The session has ended. */
  public void ended() {
    if (state.compareAndSet(State.OPEN, State.ENDED)) {
      registry.change(
          host,
          (health, policy, now) -> {
            host.vacate();
            return health;
          },
          "");
    }
  }

  /** A message was taken over this session. */
  public void sent() {
    if (!host.health().equals(Available.UNTROUBLED)) {
      registry.change(host, (health, policy, now) -> health.sent(), "");
    }
  }

  /**
   * The session broke in the midst of a message: three in a row, and the host cools down.
   *
   * @param failure what happened
   */
  public void struck(SmtpFailure failure) {
    registry.change(host, (health, policy, now) -> health.struck(policy, now), text(failure));
  }

  /**
   * The host sent a session away that it had just accepted.
   *
   * @param failure what it said
   */
  public void turnedAway(SmtpFailure failure) {
    registry.change(
        host,
        (health, policy, now) -> isOfThisOutage() ? health.failed(policy, now) : health,
        text(failure));
  }

  /**
   * The host said that it gets too many sessions or messages.
   *
   * @param kind of what there are too many; a used-up quota changes nothing, because being slower
   *     would not help
   */
  public void throttled(Throttling kind) {
    registry.locked(
        now -> {
          if (kind == Throttling.SESSIONS) {
            host.cap().tooMany(host.sessions(), now);
          } else if (kind == Throttling.RATE) {
            host.rate().tooFast(now);
          }
          return kind;
        });
  }

  /**
   * Takes a message's turn.
   *
   * @param longest the longest wait that the caller would accept
   * @return how long to wait before the message may go; if that is longer than {@code longest}, no
   *     turn was taken
   */
  public Duration takeTurn(Duration longest) {
    return registry.locked(
        now -> {
          Duration delay = host.rate().delay(now);
          if (delay.compareTo(longest) <= 0) {
            host.rate().take(now);
          }
          return delay;
        });
  }

  /**
   * Tells whether the host allows fewer sessions than it has.
   *
   * @return true if this one should end
   */
  public boolean isSurplus() {
    return registry.locked(now -> host.sessions() > host.cap().allowed(now));
  }

  /**
   * Tells whether an administrator has taken the host out.
   *
   * @return true if this session should end
   */
  public boolean isDrained() {
    return registry.locked(now -> host.isDrained());
  }

  private static String text(SmtpFailure failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "");
  }
}
