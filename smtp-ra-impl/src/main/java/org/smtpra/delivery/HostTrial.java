package org.smtpra.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.smtpra.config.HostConfiguration;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.HostRegistry;
import org.smtpra.session.Opening;
import org.smtpra.session.SessionOpener;
import org.smtpra.session.SmtpSession;
import org.smtpra.transport.Deadline;

/**
 * Tries every host with a fresh session, for an administrator. Nobody's send notices: the session
 * is none of the pool's, and what comes of it changes no host's health. Thread safe.
 */
public final class HostTrial {

  private final HostRegistry hosts;
  private final SignOn signOn;
  private final SessionOpener opener;

  /**
   * Creates it.
   *
   * @param hosts which ones
   * @param signOn tells as whom; refused credentials are not tried again here either
   * @param opener opens the sessions
   */
  public HostTrial(HostRegistry hosts, SignOn signOn, SessionOpener opener) {
    this.hosts = hosts;
    this.signOn = signOn;
    this.opener = opener;
  }

  /**
   * What came of one host.
   *
   * @param endpointKey {@code host:port}
   * @param works whether a session stood, signed in
   * @param took how long that took, or until it failed
   * @param text what went wrong, or an empty text
   */
  public record Result(String endpointKey, boolean works, Duration took, String text) {}

  /**
   * Tries all hosts, one after the other.
   *
   * @param each how long one may take
   * @return one result a host, in the order of the configuration
   */
  public List<Result> run(Duration each) {
    return hosts.conditions().stream().map(condition -> trial(condition.host(), each)).toList();
  }

  private Result trial(HostConfiguration host, Duration each) {
    long began = opener.nanoTime().getAsLong();
    String text = "";
    try {
      Deadline limit = Deadline.after(each, opener.nanoTime());
      SmtpSession session =
          opener.open(host, signOn.credentials(host, Optional.empty()), limit, new Opening());
      session.close();
    } catch (SmtpFailure e) {
      text = e.classification().reason() + ": " + Objects.requireNonNullElse(e.getMessage(), "");
    }
    Duration took = Duration.ofNanos(opener.nanoTime().getAsLong() - began);
    return new Result(host.endpointKey(), text.isEmpty(), took, text);
  }
}
