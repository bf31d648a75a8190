package org.smtpra.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.HostPlace;
import org.smtpra.host.HostRegistry;
import org.smtpra.session.Opening;
import org.smtpra.transport.Deadline;

/** Opens a session to the first host that accepts one, of those that may be tried. Thread safe. */
public final class SessionProvider {

  private final HostRegistry hosts;
  private final SignOn signOn;
  private final OpeningAttempt attempt;

  /**
   * Creates a provider.
   *
   * @param hosts chooses the host
   * @param signOn tells as whom
   * @param attempt opens one session at one host
   */
  public SessionProvider(HostRegistry hosts, SignOn signOn, OpeningAttempt attempt) {
    this.hosts = hosts;
    this.signOn = signOn;
    this.attempt = attempt;
  }

  SignOn signOn() {
    return signOn;
  }

  HostRegistry hosts() {
    return hosts;
  }

  /**
   * Opens a session.
   *
   * @param borrower what the application or the container gave for this lease
   * @param limit by when it must stand
   * @param excluded endpoint keys of hosts not to use
   * @param opening calls it off, from any thread
   * @return the session
   * @throws SmtpFailure if no host accepts; it names what each host said
   */
  PooledSession open(
      Optional<Credentials> borrower, Deadline limit, Set<String> excluded, Opening opening)
      throws SmtpFailure {
    signOn.renew(borrower);
    List<SmtpFailure> failures = new ArrayList<>();
    Set<String> tried = new HashSet<>(excluded);
    Set<Optional<Credentials>> refused = new HashSet<>();
    Predicate<HostConfiguration> worthTrying =
        host ->
            signOn.eligible(borrower, tried).test(host)
                && !refused.contains(signOn.credentials(host, borrower));
    Optional<HostPlace> place = hosts.choose(worthTrying);
    while (place.isPresent()) {
      HostConfiguration host = place.get().host();
      Optional<Credentials> asWhom = signOn.credentials(host, borrower);
      tried.add(host.endpointKey());
      try {
        return attempt.open(place.get(), asWhom, limit, opening);
      } catch (SmtpFailure e) {
        failures.add(e);
        if (HostFailures.stopsTheSearch(e) || limit.hasPassed()) {
          break;
        }
        if (e.classification().reason() == SmtpFailureReason.AUTHENTICATION_REFUSED
            || TokenDesk.isToBlame(e)) {
          // Tried once, not once a host, also where no cooldown is configured.
          refused.add(asWhom);
          if (refused.size() == 1 && isChanged(asWhom, host, borrower)) {
            tried.remove(host.endpointKey());
          }
        }
      }
      place = hosts.choose(worthTrying);
    }
    throw failures.isEmpty()
        ? new NoHost(hosts, signOn).failure(borrower, excluded)
        : HostFailures.combine(failures);
  }

  /** Whoever changes a password meets sessions that are just being opened with the old one. */
  private boolean isChanged(
      Optional<Credentials> refused, HostConfiguration host, Optional<Credentials> borrower) {
    signOn.renew(borrower);
    return !signOn.credentials(host, borrower).equals(refused);
  }

  /** The single attempt of a host whose pause is over, for the background; nothing for none. */
  Optional<HostPlace> halfOpen(Predicate<HostConfiguration> wanted) {
    return hosts.probe(signOn.eligible(Optional.empty(), Set.of()).and(wanted));
  }

  /**
   * Makes such an attempt.
   *
   * @param place the host's
   * @param limit by when it must have answered
   * @param opening calls it off, from any thread
   * @return a session, nothing where the host does not serve yet
   */
  Optional<PooledSession> tryIt(HostPlace place, Deadline limit, Opening opening) {
    try {
      signOn.renew(Optional.empty());
      Optional<Credentials> own = signOn.credentials(place.host(), Optional.empty());
      return Optional.of(attempt.open(place, own, limit, opening));
    } catch (SmtpFailure e) {
      // The host's next pause, and the listeners, have it.
      return Optional.empty();
    }
  }

  /** Tells whether a host is not tried because it has refused the credentials. */
  boolean isRefusedSomewhere(Optional<Credentials> borrower) {
    return hosts.conditions().stream()
        .anyMatch(condition -> signOn.standingAgainst(condition.host(), borrower).isPresent());
  }

  /** Tells whether there is a host besides these. */
  boolean hasOther(Set<String> excluded) {
    return hosts.conditions().stream()
        .anyMatch(condition -> !excluded.contains(condition.host().endpointKey()));
  }
}
