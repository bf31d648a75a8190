package org.smtpra.host;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.smtpra.config.CooldownRules;
import org.smtpra.config.HostConfiguration;
import org.smtpra.event.SmtpEventListener;

/**
 * The hosts of one configuration and what is known of them: which one is next, which ones are left
 * alone, how many sessions and messages each may have. Thread safe; never waits, and holds its lock
 * for memory only.
 */
public final class HostRegistry {

  private final List<MailHost> hosts;
  private final CooldownPolicy policy;
  private final LongSupplier nanoTime;
  private final SmtpEventListener events;
  private final ChangeSignal signal;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Creates a registry in which every host is available.
   *
   * @param configured at least one host, in the administrator's order
   * @param rules how long a host is left alone
   * @param circumstances time and chance
   * @param events hears when a host goes down and comes back
   * @param signal hears of everything that may help somebody who waits
   */
  public HostRegistry(
      List<HostConfiguration> configured,
      CooldownRules rules,
      Circumstances circumstances,
      SmtpEventListener events,
      ChangeSignal signal) {
    this.nanoTime = circumstances.nanoTime();
    this.policy = new CooldownPolicy(rules, circumstances.random());
    this.hosts = configured.stream().map(host -> new MailHost(host, nanoTime.getAsLong())).toList();
    this.events = events;
    this.signal = signal;
  }

  /**
   * What a test sets instead of the real world.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   * @param random numbers from 0 to 1
   */
  public record Circumstances(LongSupplier nanoTime, DoubleSupplier random) {}

  /**
   * Chooses the host for one new session: of the lowest tier that has one which may be tried, by
   * weight. A host whose pause is over is given to one caller only.
   *
   * @param eligible the hosts that would serve this caller; asked under the registry's lock
   * @return a place at the host, nothing where none may be tried now
   */
  public Optional<HostPlace> choose(Predicate<HostConfiguration> eligible) {
    return occupyOne(host -> eligible.test(host.configuration()));
  }

  /**
   * Gives the single attempt of a host whose pause is over to somebody who makes it in the
   * background.
   *
   * @param eligible the hosts that can be tried without a borrower
   * @return a place at such a host, nothing where no host is half-open
   */
  public Optional<HostPlace> probe(Predicate<HostConfiguration> eligible) {
    return occupyOne(
        host -> host.health() instanceof CoolingDown && eligible.test(host.configuration()));
  }

  private Optional<HostPlace> occupyOne(Predicate<MailHost> eligible) {
    Optional<HostPlace> place =
        locked(
            now -> {
              List<MailHost> open =
                  hosts.stream().filter(host -> host.mayTry(now) && eligible.test(host)).toList();
              return open.isEmpty()
                  ? Optional.empty()
                  : Optional.of(occupy(WeightedChoice.among(preferred(open, now))));
            });
    place
        .filter(HostPlace::isProbe)
        .ifPresent(probe -> events.hostProbed(probe.host().endpointKey()));
    return place;
  }

  private HostPlace occupy(MailHost host) {
    boolean probe = !(host.health() instanceof Available);
    host.becomes(host.health().admitted());
    host.occupy();
    return new HostPlace(this, host, probe);
  }

  /** The best tier, and in it the hosts that take a message at once, if there are any. */
  private static List<MailHost> preferred(List<MailHost> open, long now) {
    int best = open.stream().mapToInt(MailHost::priority).min().orElseThrow();
    List<MailHost> tier = open.stream().filter(host -> host.priority() == best).toList();
    List<MailHost> ready = tier.stream().filter(host -> host.rate().delay(now).isZero()).toList();
    return ready.isEmpty() ? tier : ready;
  }

  /**
   * Tells whether {@link #choose} would find a host, and if not, when it may.
   *
   * @param eligible the hosts that would serve this caller; asked under the registry's lock
   * @return what to expect
   */
  public HostOutlook outlook(Predicate<HostConfiguration> eligible) {
    return locked(
        now -> {
          for (MailHost host : hosts) {
            if (host.mayTry(now) && eligible.test(host.configuration())) {
              return HostOutlook.OPEN;
            }
          }
          return HostOutlook.closed(
              hosts.stream().filter(host -> eligible.test(host.configuration())).toList(), now);
        });
  }

  /**
   * Tells whether a host of a better tier is known to serve: then sessions to this one retire.
   *
   * @param current the host of a session
   * @param eligible the hosts that would serve its borrower; asked under the registry's lock
   * @return true if there is a better one
   */
  public boolean hasBetter(HostConfiguration current, Predicate<HostConfiguration> eligible) {
    return locked(
        now -> {
          for (MailHost host : hosts) {
            if (host.priority() < current.priority()
                && host.health() instanceof Available
                && host.mayTry(now)
                && eligible.test(host.configuration())) {
              return true;
            }
          }
          return false;
        });
  }

  /**
   * What is known of every host.
   *
   * @return one entry a host, in the order of the configuration
   */
  public List<HostCondition> conditions() {
    return locked(now -> hosts.stream().map(host -> HostCondition.of(host, now)).toList());
  }

  /**
   * Takes a host out, or back in. While it is out, no session to it is opened, and those that are
   * open end when nobody uses them.
   *
   * @param endpointKey {@code host:port}
   * @param out true to take it out
   * @return false if no host has that key
   */
  public boolean drain(String endpointKey, boolean out) {
    Optional<MailHost> host = find(endpointKey);
    host.ifPresent(
        found ->
            locked(
                now -> {
                  found.drain(out);
                  return found;
                }));
    signal.changed();
    return host.isPresent();
  }

  /**
   * Ends a host's pause, as if it had never failed.
   *
   * @param endpointKey {@code host:port}
   * @return false if no host has that key
   */
  public boolean resetCooldown(String endpointKey) {
    Optional<MailHost> host = find(endpointKey);
    host.ifPresent(
        found ->
            change(
                found,
                (health, unused, now) ->
                    health instanceof CoolingDown ? Available.UNTROUBLED : health,
                ""));
    return host.isPresent();
  }

  private Optional<MailHost> find(String endpointKey) {
    return hosts.stream()
        .filter(host -> host.configuration().endpointKey().equals(endpointKey))
        .findFirst();
  }

  <T> T locked(LongFunction<T> work) {
    lock.lock();
    try {
      return work.apply(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** Takes a step of a host's health, and tells whom it concerns. */
  void change(MailHost host, HealthStep step, String trouble) {
    HealthChange change =
        locked(
            now -> {
              HostHealth before = host.health();
              host.becomes(step.from(before, policy, now));
              host.trouble(trouble);
              return new HealthChange(before, host.health(), host.untilAdmission(now), trouble);
            });
    change.announce(host.configuration().endpointKey(), events);
    signal.changed();
  }

  /** How one state follows another. */
  interface HealthStep {
    HostHealth from(HostHealth before, CooldownPolicy policy, long now);
  }
}
