package org.smtpra.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.smtpra.config.CooldownRules;
import org.smtpra.config.Credentials;
import org.smtpra.failure.SmtpFailure;

/**
 * Which credentials were refused lately: nobody tries them for a while, on any host, because
 * servers lock accounts; and which ones no server has accepted yet: one caller tries them, the
 * others wait for what comes of it. Other users, and the same user with another password, are not
 * affected. Thread safe; holds its lock for memory only.
 */
public final class CredentialCooldowns {

  /** Beyond so many users the ones that were accepted longest ago are tried one by one again. */
  private static final int MOST_PROVEN = 1_000;

  private final CooldownPolicy policy;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Credentials, Refusal> refusals = new HashMap<>();
  private final Set<Credentials> beingTried = new HashSet<>();
  private final Map<Credentials, Boolean> proven = new Proven();

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
   * Asks to try credentials. Whoever is told to go on must say what came of it.
   *
   * @param credentials a user and its password
   * @return true to go on, false to wait for what comes of somebody else's attempt
   * @throws SmtpFailure the refusal that still stands against them
   */
  public boolean admit(Credentials credentials) throws SmtpFailure {
    lock.lock();
    try {
      Refusal refusal = refusals.get(credentials);
      long now = nanoTime.getAsLong();
      if (refusal != null && stands(refusal, now)) {
        throw told(refusal, now);
      }
      return proven.containsKey(credentials) || beingTried.add(credentials);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks whether credentials may be tried now.
   *
   * @param credentials a user and its password
   * @return the refusal that stands against them, nothing where they may be tried
   */
  public Optional<SmtpFailure> standingAgainst(Credentials credentials) {
    lock.lock();
    try {
      Refusal refusal = refusals.get(credentials);
      long now = nanoTime.getAsLong();
      return refusal != null && stands(refusal, now)
          ? Optional.of(told(refusal, now))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private static boolean stands(Refusal refusal, long now) {
    return now - refusal.until < 0;
  }

  /** What a caller is told whose credentials are not tried: the same as the one who tried them. */
  private static SmtpFailure told(Refusal refusal, long now) {
    Duration pause = Duration.ofNanos(refusal.until - now);
    SmtpFailure failure = refusal.failure;
    String text =
        failure.getMessage()
            + " (not tried again for "
            + pause.toMillis()
            + " ms more, because servers lock accounts)";
    return new SmtpFailure(text, failure.classification().withRetryAfter(pause), failure.getCause())
        .in(failure.endpointKey(), failure.transcript());
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
      beingTried.remove(credentials);
      proven.put(credentials, Boolean.TRUE);
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
    lock.lock();
    try {
      beingTried.remove(credentials);
      proven.remove(credentials);
      if (!policy.isOff()) {
        long now = nanoTime.getAsLong();
        forgetOldOnes(now);
        refusals.merge(
            credentials,
            new Refusal(1, now + policy.pause(1).toNanos(), failure),
            (known, first) -> stands(known, now) ? known : again(known, now, failure));
      }
    } finally {
      lock.unlock();
    }
  }

  private Refusal again(Refusal known, long now, SmtpFailure failure) {
    int times = known.times + 1;
    return new Refusal(times, now + policy.pause(times).toNanos(), failure);
  }

  /**
   * The attempt that was admitted ended before a server had said anything about the credentials.
   *
   * @param credentials a user and its password
   */
  public void untold(Credentials credentials) {
    lock.lock();
    try {
      beingTried.remove(credentials);
    } finally {
      lock.unlock();
    }
  }

  /** Applications may try many users: a list of those who never came again must not grow. */
  private void forgetOldOnes(long now) {
    long keep = policy.longest().toNanos();
    refusals.values().removeIf(refusal -> now - refusal.until > keep);
  }

  /** Every refusal is forgotten: whoever comes next tries again. */
  public void forgetRefusals() {
    lock.lock();
    try {
      refusals.clear();
    } finally {
      lock.unlock();
    }
  }

  /** How many refusals are on the list. */
  int size() {
    lock.lock();
    try {
      return refusals.size();
    } finally {
      lock.unlock();
    }
  }

  private record Refusal(int times, long until, SmtpFailure failure) {}

  private static final class Proven extends LinkedHashMap<Credentials, Boolean> {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Credentials, Boolean> eldest) {
      return size() > MOST_PROVEN;
    }
  }
}
