package org.smtpra.standalone.scale;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.smtpra.standalone.PoolProperties;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.chaos.front.FrontLoop;
import org.smtpra.testkit.chaos.front.TcpFront;

/** A mail server in this process, a relay that makes it far, and a pool with it. */
final class ScaleSite implements AutoCloseable {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start();
  private final FrontLoop loop = new FrontLoop();
  private final TcpFront relay = TcpFront.before(server.port(), loop);
  private final SmtpPool pool;

  /**
   * Starts all.
   *
   * @param sessions the most that the pool has
   * @param eachWay how much longer each octet takes; zero goes around the relay
   */
  ScaleSite(int sessions, Duration eachWay) {
    relay.slow(eachWay);
    pool = SmtpPool.open(properties(eachWay.isZero() ? server.port() : relay.port(), sessions));
  }

  /** Sessions that live for ever, and callers who wait for them in patience. */
  static Map<String, String> properties(int port, int sessions) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "127.0.0.1");
    properties.put("port", Integer.toString(port));
    properties.put("security", "NONE");
    properties.put("maxPoolSize", Integer.toString(sessions));
    properties.put("acquireTimeout", "20m");
    properties.put("maxMessagesPerSession", "0");
    properties.put("maxSessionAge", "0");
    properties.put("idleTimeout", "0");
    return properties;
  }

  ScriptedSmtpServer server() {
    return server;
  }

  SmtpPool pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    loop.close();
    server.close();
  }
}
