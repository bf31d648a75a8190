package org.smtpra.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A peer on the loopback address that says whatever its script says, SMTP or not. */
final class RawPeer implements AutoCloseable {

  /** What the peer does with one connection; it ends when the client has gone. */
  interface Script {
    void converse(Line line) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final AtomicLong written = new AtomicLong();
  private final Phaser conversations = new Phaser(1);

  private RawPeer(Script script) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    this.script = script;
  }

  static RawPeer playing(Script script) {
    try {
      RawPeer peer = new RawPeer(script);
      peer.thread(peer::accept);
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many octets the client, and the buffers on the way to it, have taken. */
  long octetsTaken() {
    return written.get();
  }

  /** Waits until every client that came has been read to its end. */
  void awaitQuiet() throws InterruptedException, TimeoutException {
    conversations.awaitAdvanceInterruptibly(conversations.arrive(), 30, TimeUnit.SECONDS);
  }

  private void thread(Runnable work) {
    Thread thread = new Thread(work, "raw-peer");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        conversations.register();
        thread(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.converse(new Line(socket));
    } catch (IOException e) {
      // The client has left, as it should.
    } finally {
      conversations.arriveAndDeregister();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The peer's end of one connection. */
  final class Line {
    private final Socket socket;
    private final InputStream in;

    private Line(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Writes one character as one octet. */
    void say(String octets) throws IOException {
      socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
      written.addAndGet(octets.length());
    }

    /** Reads a line without its line end; the end of the stream ends the script. */
    String hear() throws IOException {
      StringBuilder text = new StringBuilder();
      int octet = in.read();
      while (octet != '\n' && octet >= 0) {
        text.append((char) octet);
        octet = in.read();
      }
      if (octet < 0) {
        throw new IOException("the client has left");
      }
      return text.toString().stripTrailing();
    }

    void skip(int octets) throws IOException {
      in.skipNBytes(octets);
    }

    byte[] take(int octets) throws IOException {
      return in.readNBytes(octets);
    }
  }
}
