package org.smtpra.standalone.outage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpHostStatus;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.CutEnding;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.chaos.front.FrontLoop;
import org.smtpra.testkit.chaos.front.TcpFront;

/** Some servers that can go down, and a pool with them, set up as MailKit.Pooling's tests do. */
final class OutageSite implements AutoCloseable {

  private final FrontLoop loop = new FrontLoop();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<ScriptedSmtpServer> servers = new ArrayList<>();
  private final List<TcpFront> fronts = new ArrayList<>();
  private final SmtpPool pool;
  private final Senders senders;

  /**
   * Starts as many servers as there are entries.
   *
   * @param entries what follows host and port in the property {@code hosts}, for each server
   * @param more names and values of properties that differ from the common ones
   */
  OutageSite(List<String> entries, Map<String, String> more) {
    List<String> hosts = new ArrayList<>();
    for (String entry : entries) {
      ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
      TcpFront front = TcpFront.before(server.port(), loop);
      servers.add(server);
      fronts.add(front);
      hosts.add("127.0.0.1:" + front.port() + entry);
    }
    Map<String, String> properties = new HashMap<>(common());
    properties.put("hosts", String.join(",", hosts));
    properties.putAll(more);
    pool = SmtpPool.open(properties);
    senders = new Senders(pool.factory());
  }

  private static Map<String, String> common() {
    return Map.of(
        "security", "NONE",
        "maxPoolSize", "2",
        "acquireTimeout", "2s",
        "connectTimeout", "2s",
        "sendTimeout", "5s",
        "reconnectCooldown", "2s",
        "maxReconnectCooldown", "5m",
        "retryBaseDelay", "250ms",
        "maxRetryAttempts", "0",
        "jitterRatio", "0");
  }

  Senders senders() {
    return senders;
  }

  SmtpPool pool() {
    return pool;
  }

  String endpointKey(int host) {
    return "127.0.0.1:" + fronts.get(host).port();
  }

  /** The server is gone, and its connections with it. */
  void stop(int host) {
    fronts.get(host).refuse();
    fronts.get(host).cutAll(CutEnding.FIN);
  }

  void restore(int host) {
    fronts.get(host).accept();
  }

  /** It is back after so long, whatever the senders are doing then; wait for it with get. */
  Future<?> stopFor(int host, Duration time) {
    stop(host);
    return timer.schedule(() -> restore(host), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How often a session was opened, or tried to be. */
  Attempts attempts() {
    SmtpFactoryStatus status = pool.factory().status();
    long failed = status.hosts().stream().mapToLong(SmtpHostStatus::openFailures).sum();
    return new Attempts(status.sessionsOpened(), failed);
  }

  /**
   * Attempts to open a session.
   *
   * @param opened those that succeeded
   * @param failed those that did not
   */
  record Attempts(long opened, long failed) {

    long all() {
      return opened + failed;
    }

    Attempts since(Attempts before) {
      return new Attempts(opened - before.opened, failed - before.failed);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    pool.close();
    loop.close();
    servers.forEach(ScriptedSmtpServer::close);
  }
}
