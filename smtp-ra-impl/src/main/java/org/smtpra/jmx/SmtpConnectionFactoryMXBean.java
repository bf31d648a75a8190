package org.smtpra.jmx;

import java.util.List;

/**
 * One configured connection factory, for administrators. Shows no secret, no recipient and no
 * content. Operations run on the caller's thread, hold no lock while they wait for a server, and
 * end within a minute, a test of the hosts within 15 seconds for each.
 */
public interface SmtpConnectionFactoryMXBean {

  /** The configured hosts, in their order. */
  List<HostView> getHosts();

  /** The sessions that are open now. */
  List<SessionView> getSessions();

  /** The tokens of users without a password; none before the first sign-in. */
  List<TokenView> getTokens();

  /** The leases that are out, the oldest first. */
  List<LeaseView> getLeases();

  /** Messages that are sent in the background: those that wait, and those that are being sent. */
  SubmissionsView getSubmissions();

  /** The last failed message of each kind that has occurred. */
  List<FailureView> getLastFailures();

  /** Every metric, by name and tags; combinations that never occurred are absent. */
  List<MetricView> getMetrics();

  /**
   * Ends a host's pause, and forgets which passwords were refused.
   *
   * @param host {@code host:port}
   * @return what was done
   */
  String resetCooldown(String host);

  /**
   * Takes a host out: no new sessions; the open ones end when their message has.
   *
   * @param host {@code host:port}
   * @return what was done
   */
  String drainHost(String host);

  /**
   * Takes a host back in.
   *
   * @param host {@code host:port}
   * @return what was done
   */
  String undrainHost(String host);

  /**
   * Ends the sessions that nobody uses.
   *
   * @return how many
   */
  int retireIdleSessions();

  /** Opens a fresh session to each host and closes it again; changes nothing else. */
  List<HostTestView> testHosts();

  /**
   * Sends a short message in a session of its own, once.
   *
   * @param from the sender
   * @param to the recipient
   * @return what came of it
   */
  String sendTestMail(String from, String to);
}
