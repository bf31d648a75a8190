package org.smtpra.testkit.server;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A mail server of the kind that our users run, started for one test or test class.
 *
 * <p>It listens on the loopback interface at free ports, has a temporary directory and
 * configuration of its own, accepts any recipient in {@code example.test} (from an authenticated
 * client, any recipient at all), refuses {@code bad*@example.test} with 550, and stores everything
 * in one Maildir. Several may run at once. Not thread-safe.
 */
public interface RealMailServer extends AutoCloseable {

  /** The address to connect to; always the IPv4 loopback address, as text. */
  String host();

  /** The submission port, where TLS starts with STARTTLS. */
  int port();

  /** The port where TLS starts with the connection. */
  int tlsPort();

  /** What the server calls itself and its version, for reports. */
  String version();

  /** The mail stored until now, oldest first. */
  List<DeliveredMail> delivered();

  /**
   * Waits at most half a minute until at least that many mails are stored, and returns all.
   *
   * @throws IllegalStateException with the server's log, if they do not arrive
   */
  List<DeliveredMail> awaitDelivered(int count);

  /** What the server has logged since it was made, over all its starts. */
  String log();

  /**
   * Waits at most half a minute until it has logged at least that many matches of a regular
   * expression: a server may answer first and log then.
   *
   * @throws IllegalStateException with the server's log, if it does not
   */
  default void awaitLogged(long count, String expression) {
    Pattern pattern = Pattern.compile(expression);
    Duration atMost = Duration.ofSeconds(30);
    if (!BoundedPoll.until(atMost, () -> pattern.matcher(log()).results().count() >= count)) {
      throw new IllegalStateException(
          "fewer than " + count + " of \"" + expression + "\" were logged; log:\n" + log());
    }
  }

  /**
   * Starts it, on the same ports as before, and waits for its greeting; the queue and stored mail
   * are still there.
   */
  void start();

  /**
   * Ends it in the orderly way, and waits until all its processes are gone. Stopped already: does
   * nothing.
   */
  void stop();

  /**
   * Kills all its processes at once (SIGKILL), as a power cut would, and waits until they are gone.
   */
  void killHard();

  /** Stops it and deletes its directory. */
  @Override
  void close();
}
