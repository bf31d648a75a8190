package org.smtpra.bench.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes every message and keeps none, on free ports of the loopback address,
 * with a thread for each session. Thread safe.
 */
public final class Sink implements AutoCloseable {
  private static final int BACKLOG = 1000;

  private final SinkCounts counts = new SinkCounts();
  private final ExecutorService threads = Executors.newCachedThreadPool(Sink::daemon);
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final @Nullable SSLContext tls;

  /** A sink; with this context it offers STARTTLS, with none it does not. */
  public Sink(@Nullable SSLContext tls) {
    this.tls = tls;
  }

  /**
   * Listens on one more port.
   *
   * @param rttMillis the round-trip time that clients of this port shall see
   * @return the port
   */
  public int listen(int rttMillis) throws IOException {
    int port = accept(socket -> new SinkSession(socket, rttMillis, tls, counts));
    return rttMillis == 0
        ? port
        : accept(socket -> new DelayRelay(socket, port, rttMillis, threads));
  }

  /** What was counted up to now: messages, sessions, roundTrips, octets. */
  public Map<String, String> counts() {
    return counts.fields();
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket listener : listeners) {
      listener.close();
    }
    threads.shutdownNow();
  }

  private int accept(Function<Socket, Runnable> session) throws IOException {
    ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    listeners.add(listener);
    threads.execute(
        () -> {
          try {
            while (true) {
              threads.execute(session.apply(listener.accept()));
            }
          } catch (IOException e) {
            // Closed: no more sessions.
            return;
          }
        });
    return listener.getLocalPort();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sink");
    thread.setDaemon(true);
    return thread;
  }
}
