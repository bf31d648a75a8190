package org.smtpra.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** A channel and the real socket at its other end. */
final class ConnectedPair implements AutoCloseable {

  private final SmtpChannel channel;
  private final Socket raw;
  private Socket peer;

  private ConnectedPair(SmtpChannel channel, Socket raw) {
    this.channel = channel;
    this.raw = raw;
    this.peer = raw;
  }

  static ConnectedPair plain() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SmtpChannel channel =
          SmtpChannel.connect(
              (InetSocketAddress) listening.getLocalSocketAddress(),
              Optional.empty(),
              soon(),
              new Attempt());
      return new ConnectedPair(channel, listening.accept());
    }
  }

  void startTls(SSLContext server, SSLEngine client) throws Exception {
    Running<SSLSocket> accepting = acceptTls(server);
    channel.startTls(client, soon());
    peer = accepting.result();
  }

  /** The peer's side of a handshake, on a thread of its own. */
  Running<SSLSocket> acceptTls(SSLContext context, String... protocols) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(raw, "localhost", raw.getLocalPort(), true);
    tls.setUseClientMode(false);
    if (protocols.length > 0) {
      tls.setEnabledProtocols(protocols);
    }
    return Running.start(
        () -> {
          tls.startHandshake();
          return tls;
        });
  }

  /** Long enough for whatever is meant to succeed. */
  static Deadline soon() {
    return in(Duration.ofSeconds(20));
  }

  static Deadline in(Duration time) {
    return Deadline.after(time, System::nanoTime);
  }

  static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  SmtpChannel channel() {
    return channel;
  }

  /** The other end: the TLS socket where there is TLS. */
  Socket peer() {
    return peer;
  }

  /** The other end below TLS. */
  Socket raw() {
    return raw;
  }

  void peerSays(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    peer.getOutputStream().flush();
  }

  String peerHears(int octets) throws IOException {
    return new String(peer.getInputStream().readNBytes(octets), StandardCharsets.US_ASCII);
  }

  /** Reads so many octets from the channel. */
  String channelHears(int octets) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < octets) {
      channel.fill(soon());
      text.append(StandardCharsets.US_ASCII.decode(channel.input()));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    channel.abort();
    raw.close();
  }

  /** Something on a thread of its own. */
  record Running<T>(Thread thread, FutureTask<T> task) {

    static <T> Running<T> start(Callable<T> work) {
      FutureTask<T> task = new FutureTask<>(work);
      Thread thread = new Thread(task, "peer");
      thread.setDaemon(true);
      thread.start();
      return new Running<>(thread, task);
    }

    T result() throws Exception {
      return task.get(20, TimeUnit.SECONDS);
    }
  }
}
