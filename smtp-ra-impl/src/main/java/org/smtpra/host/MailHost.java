package org.smtpra.host;

import java.time.Duration;
import org.smtpra.config.HostConfiguration;

/** One host: what is configured, what is known, what is open. Guarded by the registry's lock. */
final class MailHost {

  private final HostConfiguration configuration;
  private final SessionCap cap;
  private final MessageRate rate;

  /** Read without the lock, where only its being untroubled counts. */
  private volatile HostHealth health = Available.UNTROUBLED;

  /** How often the host has begun to cool down: failures of earlier attempts count no more. */
  private long outages;

  private String lastTrouble = "";
  private int sessions;
  private long turn;
  private boolean drained;

  MailHost(HostConfiguration configuration, long now) {
    this.configuration = configuration;
    this.cap = new SessionCap(configuration.maxSessions());
    this.rate = new MessageRate(configuration.ratePerSecond(), now);
  }

  HostConfiguration configuration() {
    return configuration;
  }

  int priority() {
    return configuration.priority();
  }

  boolean mayTry(long now) {
    return !drained && health.admits(now) && !isFull(now);
  }

  boolean isDrained() {
    return drained;
  }

  void drain(boolean out) {
    drained = out;
  }

  HostHealth health() {
    return health;
  }

  void becomes(HostHealth next) {
    if (next instanceof CoolingDown && health instanceof Available) {
      outages++;
    }
    health = next;
  }

  long outages() {
    return outages;
  }

  /** What went wrong; an empty text leaves what is known. */
  void trouble(String text) {
    lastTrouble = text.isEmpty() ? lastTrouble : text;
  }

  /** What went wrong last, or an empty text. */
  String lastTrouble() {
    return lastTrouble;
  }

  SessionCap cap() {
    return cap;
  }

  MessageRate rate() {
    return rate;
  }

  /** Sessions that are open or being opened. */
  int sessions() {
    return sessions;
  }

  void occupy() {
    sessions++;
  }

  void vacate() {
    sessions--;
  }

  boolean isFull(long now) {
    return sessions >= cap.allowed(now);
  }

  /** How many whole sessions the host lacks to its share, if there is one more of all. */
  double shortfall(int allSessions, int allWeights) {
    return (double) configuration.weight() / allWeights * (allSessions + 1) - sessions;
  }

  /** The smooth round robin's account: the host with most is next. */
  long turn() {
    return turn;
  }

  void addTurn(long amount) {
    turn += amount;
  }

  /** How long until somebody may try the host, as far as its pause tells. */
  Duration untilAdmission(long now) {
    return health instanceof CoolingDown cooling
        ? Duration.ofNanos(Math.max(0, cooling.until() - now))
        : Duration.ZERO;
  }

  /** Why the host may not be tried now. */
  String obstacle(long now) {
    String key = configuration.endpointKey();
    if (drained) {
      return key + " was taken out by an administrator";
    }
    if (health instanceof Probing) {
      return key + " is being probed after " + lastTrouble;
    }
    Duration pause = untilAdmission(now);
    return pause.isZero()
        ? key + " has the " + sessions + " sessions that it may have"
        : key + " is left alone for " + pause.toMillis() + " ms more after " + lastTrouble;
  }
}
