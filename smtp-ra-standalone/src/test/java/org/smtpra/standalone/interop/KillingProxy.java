package org.smtpra.standalone.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smtpra.testkit.server.RealMailServer;

/** Stands before a server, reads along in clear text, and kills it at a moment. */
final class KillingProxy implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final RealMailServer server;
  private final KillMoment moment;
  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicBoolean killing = new AtomicBoolean();
  private final CountDownLatch killed = new CountDownLatch(1);

  private KillingProxy(RealMailServer server, KillMoment moment, ServerSocket listening) {
    this.server = server;
    this.moment = moment;
    this.listening = listening;
  }

  static KillingProxy before(RealMailServer server, KillMoment moment) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    KillingProxy proxy = new KillingProxy(server, moment, new ServerSocket(0, 5, loopback));
    begin(proxy::accept);
    return proxy;
  }

  int port() {
    return listening.getLocalPort();
  }

  /**
   * Waits until the server is dead, and the client has lost it where nothing more is due; false if
   * the moment does not come.
   */
  boolean awaitKilled() throws InterruptedException {
    return killed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      sockets.add(client);
      Socket behind = new Socket(server.host(), server.port());
      sockets.add(behind);
      begin(() -> answers(behind, client));
      begin(() -> lines(client, behind));
    }
  }

  private static void answers(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private void lines(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      boolean now = moment.isAt(line) && killing.compareAndSet(false, true);
      if (now && !moment.killsBehindTheLine()) {
        server.killHard();
        // The client must not go on writing into buffers until the other thread has noticed.
        from.close();
        killed.countDown();
        return;
      }
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      if (now) {
        server.killHard();
        killed.countDown();
      }
    }
  }

  private static void begin(Forwarding forwarding) {
    Thread thread =
        new Thread(
            () -> {
              try {
                forwarding.run();
              } catch (IOException e) {
                // One of the two ends has closed: that is how these threads end.
              }
            },
            "killing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Forwarding {
    void run() throws IOException;
  }
}
