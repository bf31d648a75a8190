package org.smtpra.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.smtpra.config.CooldownRules;
import org.smtpra.config.Credentials;
import org.smtpra.failure.SmtpFailure;

/**
 * Which credentials were refused lately: nobody tries them for a while, on any host, because
 * servers lock accounts. When the pause is over, one caller tries them. Other users, and the same
 * user with another password, are not affected. Thread safe; holds its lock for memory only.
 */
public final class CredentialCooldowns {

  private final CooldownPolicy policy;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Credentials, Refusal> refusals = new HashMap<>();

  /**
   * Creates a list on which nobody stands.
   *
   * @param rules how long credentials are left alone
   * @param circumstances time and chance
   */
  public CredentialCooldowns(CooldownRules rules, HostRegistry.Circumstances circumstances) {
    this.policy = new CooldownPolicy(rules, circumstances.random());
    this.nanoTime = circumstances.nanoTime();
  }

  /**
   * Tells whether these credentials may be tried now; where that ends a pause, this caller alone
   * may.
   *
   * @param credentials a user and its password
   * @return the refusal that stands against it, nothing where they may be tried
   */
  public Optional<StandingRefusal> admit(Credentials credentials) {
    lock.lock();
    try {
      Refusal refusal = refusals.get(credentials);
      long now = nanoTime.getAsLong();
      if (refusal == null) {
        return Optional.empty();
      }
      if (refusal.health.admits(now)) {
        refusals.put(credentials, new Refusal(refusal.health.admitted(), refusal.failure));
        return Optional.empty();
      }
      return Optional.of(standing(refusal, now));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks at a refusal without taking the attempt that follows a pause.
   *
   * @param credentials a user and its password
   * @return the refusal that stands against them, nothing where they may be tried
   */
  public Optional<StandingRefusal> standingAgainst(Credentials credentials) {
    lock.lock();
    try {
      Refusal refusal = refusals.get(credentials);
      long now = nanoTime.getAsLong();
      return refusal == null || refusal.health.admits(now)
          ? Optional.empty()
          : Optional.of(standing(refusal, now));
    } finally {
      lock.unlock();
    }
  }

  private static StandingRefusal standing(Refusal refusal, long now) {
    Duration pause =
        refusal.health instanceof CoolingDown cooling
            ? Duration.ofNanos(Math.max(0, cooling.until() - now))
            : Duration.ZERO;
    return new StandingRefusal(refusal.failure, pause);
  }

  /**
   * A server accepted the credentials.
   *
   * @param credentials a user and its password
   */
  public void accepted(Credentials credentials) {
    lock.lock();
    try {
      refusals.remove(credentials);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A server refused the credentials for good.
   *
   * @param credentials a user and its password
   * @param failure what it said
   */
  public void refused(Credentials credentials, SmtpFailure failure) {
    if (policy.isOff()) {
      return;
    }
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      forgetOldOnes(now);
      Refusal known = refusals.get(credentials);
      HostHealth before = known == null ? Available.UNTROUBLED : known.health;
      refusals.put(credentials, new Refusal(before.failed(policy, now), failure));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The attempt that was admitted ended before the server had said anything about the credentials.
   *
   * @param credentials a user and its password
   */
  public void untold(Credentials credentials) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      refusals.computeIfPresent(
          credentials, (key, known) -> new Refusal(known.health.withdrawn(now), known.failure));
    } finally {
      lock.unlock();
    }
  }

  /** Applications may try many users: a list of those who never came again must not grow. */
  private void forgetOldOnes(long now) {
    long keep = policy.longest().toNanos();
    refusals
        .values()
        .removeIf(
            refusal ->
                refusal.health instanceof CoolingDown cooling && now - cooling.until() > keep);
  }

  /** How many credentials are on the list. */
  int size() {
    lock.lock();
    try {
      return refusals.size();
    } finally {
      lock.unlock();
    }
  }

  private record Refusal(HostHealth health, SmtpFailure failure) {}

  /**
   * A refusal that still stands.
   *
   * @param failure what the server had said
   * @param pause how long the credentials are still left alone; zero while somebody tries them
   */
  public record StandingRefusal(SmtpFailure failure, Duration pause) {}
}
