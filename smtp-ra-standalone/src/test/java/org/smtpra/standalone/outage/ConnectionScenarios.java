package org.smtpra.standalone.outage;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.ScriptedSmtpServer;

/** What connections cost: a pool beside a connection for each send, and the mix of two servers. */
final class ConnectionScenarios {

  private static final int CONCURRENCY = 8;

  private ConnectionScenarios() {}

  /** A way to make so many sends, {@link #CONCURRENCY} at a time. */
  private interface Way {
    void send(ScriptedSmtpServer server, int sends) throws Exception;
  }

  /** What a way has cost. */
  private record Cost(Duration time, int connections, TimeWait before, TimeWait after) {

    String timeWait() {
      return before + " -> " + after;
    }
  }

  static ScenarioFigures fortySends() throws Exception {
    // The first sends of a process load classes: they are not what is measured.
    cost(ConnectionScenarios::oneConnectionEach, 400);
    cost(ConnectionScenarios::pooled, 400);
    Cost naive = cost(ConnectionScenarios::oneConnectionEach, 40);
    Cost pooled = cost(ConnectionScenarios::pooled, 40);
    ScenarioFigures.Rows rows =
        new ScenarioFigures.Rows()
            .add(
                "connection for each send: time",
                naive.time().toMillis() + " ms",
                "1145 ms on Windows, 625 ms on Linux")
            .add("connection for each send: connections", naive.connections(), "40")
            .add("connection for each send: TIME_WAIT", naive.timeWait(), "0 -> 1; 0 -> 0 on Linux")
            .add(
                "pool: time",
                pooled.time().toMillis() + " ms",
                "277 ms on Windows, 231 ms on Linux")
            .add("pool: connections", pooled.connections(), "8")
            .add("pool: TIME_WAIT", pooled.timeWait(), "1 -> 1; 0 -> 0 on Linux");
    return new ScenarioFigures(
        "Forty sends",
        "Forty sends, eight at a time, in clear text. A connection for each send is Jakarta Mail's"
            + " `Transport.send` (Angus); theirs\nis MailKit's client. The servers differ (ours is"
            + " in the same process), so times compare within a column only.",
        rows.list());
  }

  static ScenarioFigures manySends(int sends) throws Exception {
    Cost naive = cost(ConnectionScenarios::oneConnectionEach, sends);
    Cost pooled = cost(ConnectionScenarios::pooled, sends);
    ScenarioFigures.Rows rows =
        new ScenarioFigures.Rows()
            .add("connection for each send: time", naive.time().toMillis() + " ms", "")
            .add("connection for each send: connections", naive.connections(), "")
            .add("connection for each send: TIME_WAIT", naive.timeWait(), "")
            .add("pool: time", pooled.time().toMillis() + " ms", "")
            .add("pool: connections", pooled.connections(), "")
            .add("pool: TIME_WAIT", pooled.timeWait(), "");
    return new ScenarioFigures(
        sends + " sends",
        "The same with "
            + sends
            + " sends: forty are over before the kernel has anything to keep. The end that closes"
            + " first keeps the\nconnection in TIME_WAIT for a minute, and with it a port.",
        rows.list());
  }

  private static Cost cost(Way way, int sends) throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      TimeWait before = TimeWait.of(server.port());
      long began = System.nanoTime();
      way.send(server, sends);
      Duration time = Duration.ofNanos(System.nanoTime() - began);
      if (server.received().size() != sends) {
        throw new IllegalStateException(server.received().size() + " of " + sends + " arrived");
      }
      server.awaitClosed(server.sessionsAccepted());
      return new Cost(time, server.sessionsAccepted(), before, TimeWait.of(server.port()));
    }
  }

  private static void pooled(ScriptedSmtpServer server, int sends) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("hosts", "127.0.0.1:" + server.port());
    properties.put("security", "NONE");
    properties.put("maxPoolSize", String.valueOf(CONCURRENCY));
    properties.put("maxMessagesPerSession", "0");
    try (SmtpPool pool = SmtpPool.open(properties)) {
      new Senders(pool.factory()).batch(sends, CONCURRENCY);
    }
  }

  private static void oneConnectionEach(ScriptedSmtpServer server, int sends) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", String.valueOf(server.port()));
    Session session = Session.getInstance(properties);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < sends; i++) {
      calls.add(
          () -> {
            MimeMessage message = new MimeMessage(session);
            Senders.fill(message);
            Transport.send(message);
            return true;
          });
    }
    ExecutorService callers = Executors.newFixedThreadPool(CONCURRENCY);
    try {
      for (Future<Boolean> send : callers.invokeAll(calls)) {
        send.get();
      }
    } finally {
      callers.shutdown();
    }
  }

  static ScenarioFigures threeToOne() throws Exception {
    Map<String, String> properties =
        Map.of(
            "minPoolSize", "4", "maxPoolSize", "4", "maxSessionAge", "4s", "maxRetryAttempts", "1");
    try (OutageSite site = new OutageSite(List.of(";weight=3", ";weight=1"), properties)) {
      String warm = awaitMix(site, "3:1");
      site.stop(0);
      site.senders().during(Duration.ofSeconds(2), 4, Duration.ofMillis(50));
      String down = mix(site);
      site.restore(0);
      long began = System.nanoTime();
      String back = awaitMix(site, "3:1");
      long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
      ScenarioFigures.Rows rows =
          new ScenarioFigures.Rows()
              .add("sessions once the pool is warm", warm, "3:1")
              .add("sessions while the first server is down", down, "")
              .add("sessions after it is back", back + ", " + millis + " ms later", "");
      return new ScenarioFigures(
          "Three to one",
          "Two servers with weights 3 and 1, pool of 4, `maxSessionAge` 4 s. After an outage the"
              + " mix must be back within the cooldown\nand that age.",
          rows.list());
    }
  }

  private static String mix(OutageSite site) {
    var hosts = site.pool().factory().status().hosts();
    return hosts.get(0).openSessions() + ":" + hosts.get(1).openSessions();
  }

  private static String awaitMix(OutageSite site, String wanted) throws Exception {
    long began = System.nanoTime();
    while (!mix(site).equals(wanted)
        && System.nanoTime() - began < Duration.ofSeconds(30).toNanos()) {
      site.senders().during(Duration.ofMillis(200), 4, Duration.ofMillis(20));
    }
    return mix(site);
  }
}
