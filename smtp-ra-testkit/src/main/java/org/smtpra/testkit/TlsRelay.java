package org.smtpra.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Ends the client's TLS with a certificate of its own and begins another session of TLS with the
 * server: a load balancer, or a man in the middle. TLS from the start on both sides.
 */
public final class TlsRelay implements AutoCloseable {

  private final Listener listener;
  private final SSLContext shown;
  private final SSLContext towards;
  private final int targetPort;
  private final UnaryOperator<String> change;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private TlsRelay(
      SSLContext shown, SSLContext towards, int targetPort, UnaryOperator<String> change)
      throws IOException {
    this.shown = shown;
    this.towards = towards;
    this.targetPort = targetPort;
    this.change = change;
    this.listener = new Listener(this::begin, 0);
    listener.start();
  }

  /**
   * Starts a relay in front of a server of the loopback address.
   *
   * @param shown the certificate that clients see
   * @param towards trusts the server
   * @param targetPort the server's port, with TLS from the start
   * @param change what becomes of each piece of text that the server says
   */
  public static TlsRelay before(
      SSLContext shown, SSLContext towards, int targetPort, UnaryOperator<String> change) {
    try {
      return new TlsRelay(shown, towards, targetPort, change);
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
  }

  /** The port to connect to in place of the server's. */
  public int port() {
    return listener.address().getPort();
  }

  private void begin(Socket accepted) {
    sockets.add(accepted);
    Thread thread = new Thread(() -> serve(accepted), "tls-relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket accepted) {
    byte[] loopback = {127, 0, 0, 1};
    try (SSLSocket client =
            (SSLSocket)
                shown
                    .getSocketFactory()
                    .createSocket(accepted, "localhost", accepted.getPort(), true);
        Socket server =
            towards
                .getSocketFactory()
                .createSocket(InetAddress.getByAddress(loopback), targetPort)) {
      sockets.add(server);
      client.setUseClientMode(false);
      client.startHandshake();
      Thread back = new Thread(() -> pump(server, client, change), "tls-relay-back");
      back.setDaemon(true);
      back.start();
      pump(client, server, UnaryOperator.identity());
    } catch (IOException e) {
      // The client sees that the connection is over, as with any relay.
    }
  }

  /** Whole replies of a scripted server come in one record each. */
  private static void pump(Socket from, Socket to, UnaryOperator<String> change) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        out.write(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      }
    } catch (IOException e) {
      // Both sides are closed, which tells them.
    }
  }

  @Override
  public void close() {
    try {
      listener.stop();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
