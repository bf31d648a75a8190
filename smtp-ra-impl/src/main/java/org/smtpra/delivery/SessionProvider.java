package org.smtpra.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.HostOrder;
import org.smtpra.session.Opening;
import org.smtpra.session.SessionOpener;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/** Opens a session to the first host that accepts one. Thread safe. */
public final class SessionProvider {

  private final SmtpConfiguration configuration;
  private final HostOrder hosts;
  private final SessionOpener opener;
  private final SmtpEventListener events;

  /**
   * Creates a provider.
   *
   * @param configuration holds the factory's own credentials
   * @param opener opens one session to one host
   * @param events hears of each attempt
   */
  public SessionProvider(
      SmtpConfiguration configuration, SessionOpener opener, SmtpEventListener events) {
    this.configuration = configuration;
    this.hosts = new HostOrder(configuration.hosts());
    this.opener = opener;
    this.events = events;
  }

  /**
   * As whom to sign in: the borrower's own credentials, else the host's, else the factory's.
   *
   * @param host the host
   * @param borrower what the application or the container gave for this lease
   * @return the credentials, empty not to sign in
   */
  public Optional<Credentials> credentials(HostConfiguration host, Optional<Credentials> borrower) {
    return borrower.or(host::credentials).or(configuration.client()::credentials);
  }

  /**
   * Opens a session.
   *
   * @param borrower as for {@link #credentials}
   * @param limit by when it must stand
   * @param excluded endpoint keys of hosts not to use; at least one host is left
   * @param opening calls it off, from any thread
   * @return the session
   * @throws SmtpFailure if no host accepts; it names what each host said
   */
  public SmtpSession open(
      Optional<Credentials> borrower, Deadline limit, Set<String> excluded, Opening opening)
      throws SmtpFailure {
    List<SmtpFailure> failures = new ArrayList<>();
    Set<Optional<Credentials>> refused = new HashSet<>();
    for (HostConfiguration host : hosts.candidates()) {
      Optional<Credentials> credentials = credentials(host, borrower);
      // A refused password is tried once, not once a host: servers lock accounts.
      if (!excluded.contains(host.endpointKey()) && !refused.contains(credentials)) {
        try {
          return open(host, credentials, limit, opening);
        } catch (SmtpFailure e) {
          failures.add(e);
          if (HostFailures.stopsTheSearch(e) || limit.hasPassed()) {
            break;
          }
          if (e.classification().reason() == SmtpFailureReason.AUTHENTICATION_REFUSED) {
            refused.add(credentials);
          }
        }
      }
    }
    throw HostFailures.combine(failures);
  }

  /**
   * Tells whether there is a host besides these.
   *
   * @param excluded endpoint keys
   * @return true if {@link #open} has a host to try
   */
  public boolean hasOther(Set<String> excluded) {
    return hosts.candidates().stream().anyMatch(host -> !excluded.contains(host.endpointKey()));
  }

  private SmtpSession open(
      HostConfiguration host, Optional<Credentials> credentials, Deadline limit, Opening opening)
      throws SmtpFailure {
    try {
      SmtpSession session = opener.open(host, credentials, limit, opening);
      events.sessionOpened(host.endpointKey());
      return session;
    } catch (SmtpFailure e) {
      events.sessionOpenFailed(host.endpointKey(), e.classification());
      throw e;
    }
  }
}
