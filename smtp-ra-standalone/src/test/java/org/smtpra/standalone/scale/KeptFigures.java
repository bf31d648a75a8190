package org.smtpra.standalone.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.smtpra.standalone.scale.KeptSessions.Upkeep;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.PostfixServer;

/** Very many sessions in one pool, with Postfix at the other end, in figures. */
final class KeptFigures {

  private static final Logger LOG = System.getLogger(KeptFigures.class.getName());

  /** Postfix's processes that are no sessions, and some to spare: else it is under stress. */
  private static final int MORE_PROCESSES = 200;

  /** Few, whatever the number of sessions is. */
  private static final int MOST_THREADS = 40;

  /** {@code keepAliveInterval} as it comes, and the same once more. */
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

  private static final Duration ENDING = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Pattern ENDED = Pattern.compile("disconnect from .* mail=");
  private static final Pattern PROVEN = Pattern.compile("disconnect from .* noop=");

  private KeptFigures() {}

  /** Plays all and gives the part of the page. */
  static String markdown(int sessions) throws Exception {
    StringBuilder rows = new StringBuilder();
    String version;
    try (TestCertificates certificates = TestCertificates.forNames("dns:localhost")) {
      MailServerSettings settings =
          MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem())
              .withLine("default_process_limit = " + (sessions + MORE_PROCESSES));
      version = play("NONE", sessions, settings, certificates, rows);
      play("STARTTLS", sessions, settings, certificates, rows);
    }
    return """
        ## %d sessions in one pool

        With %s, which has a process for each. All are opened by sixteen callers, left alone for %d s at the most, until there
        were as many probes (`keepAliveInterval` as it comes, one minute), and then send one message each; all of these arrive,
        and no session was opened anew.
        Heap is what the pool and its sessions keep, after garbage collections, divided by their number; threads are all that
        the process has more than before the pool, while nobody sends. A lease is taken and given back by one thread.

        | security | to open all, s | heap a session, octets | threads | probes | after, s | sessions that were proven | a lease with all idle, µs |
        |---|---:|---:|---:|---:|---:|---:|---:|
        %s"""
        .formatted(sessions, version, KEEP_ALIVE.toSeconds(), rows);
  }

  private static String play(
      String security,
      int sessions,
      MailServerSettings settings,
      TestCertificates certificates,
      StringBuilder rows)
      throws Exception {
    try (PostfixServer server = PostfixServer.start(settings)) {
      Map<String, String> properties = new HashMap<>(ScaleSite.properties(server.port(), sessions));
      properties.put("host", "localhost");
      properties.put("security", security);
      if (!security.equals("NONE")) {
        properties.put("trustStoreFile", certificates.trustStore().toString());
        properties.put("trustStorePassword", certificates.password());
      }
      Upkeep upkeep = new KeptSessions(properties, server.port(), sessions, KEEP_ALIVE).play();
      LOG.log(Level.INFO, "{0}: {1}", security, upkeep);
      assertTrue(upkeep.threads().size() <= MOST_THREADS, () -> upkeep.threads().toString());
      assertEquals(sessions, server.awaitDelivered(sessions).size());
      awaitEnds(server, sessions);
      rows.append(row(security, upkeep, logged(server, PROVEN)));
      return server.version();
    }
  }

  /** The server logs what there was in a session when it ends. */
  private static void awaitEnds(PostfixServer server, int sessions) {
    long begun = System.nanoTime();
    while (logged(server, ENDED) < sessions) {
      assertTrue(System.nanoTime() - begun < ENDING.toNanos(), "the sessions do not end");
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static long logged(PostfixServer server, Pattern pattern) {
    return pattern.matcher(server.log()).results().count();
  }

  private static String row(String security, Upkeep upkeep, long proven) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %.1f | %.0f | %d: %s | %d | %.1f | %d | %.1f |\n",
        security,
        upkeep.openedNanos() / 1e9,
        upkeep.heapOfEach(),
        upkeep.threads().size(),
        String.join(", ", new TreeSet<>(upkeep.threads())),
        upkeep.probes(),
        upkeep.probedNanos() / 1e9,
        proven,
        upkeep.leaseNanos() / 1e3);
  }
}
