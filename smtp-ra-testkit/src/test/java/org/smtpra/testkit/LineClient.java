package org.smtpra.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that says exactly what a test tells it to. */
final class LineClient implements AutoCloseable {
  private final Socket raw = new Socket();
  private Socket socket = raw;

  LineClient(ScriptedSmtpServer server) throws IOException {
    this(server.address());
  }

  LineClient(InetSocketAddress address) throws IOException {
    socket.setSoTimeout(10_000);
    socket.connect(address, 10_000);
  }

  /** Connects and says EHLO. */
  static LineClient introduced(ScriptedSmtpServer server) throws IOException {
    LineClient client = new LineClient(server);
    client.reply();
    client.say("EHLO client.example");
    return client;
  }

  LineClient startTls(SSLContext context) throws IOException {
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
    socket = tls;
    tls.startHandshake();
    return this;
  }

  void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Sends a line and reads the reply to it. */
  String say(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /** Reads one reply with all its lines; cut short where the server closes. */
  String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line = line();
    while (line.length() > 3 && line.charAt(3) == '-') {
      reply.append(line).append('\n');
      line = line();
    }
    return reply.append(line).toString();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = socket.getInputStream().read();
    while (octet >= 0 && octet != '\n') {
      line.write(octet);
      octet = socket.getInputStream().read();
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** Opens a transaction up to the 354. */
  String beginContent(String recipient) throws IOException {
    say("MAIL FROM:<shop@example.com>");
    say("RCPT TO:<" + recipient + ">");
    return say("DATA");
  }

  /** Reads an octet below TLS. */
  int readRaw() throws IOException {
    return raw.getInputStream().read();
  }

  /** Waits for octets below TLS, and leaves them there. */
  void awaitRaw() throws IOException {
    long start = System.nanoTime();
    while (raw.getInputStream().available() == 0) {
      if (System.nanoTime() - start > 10_000_000_000L) {
        throw new AssertionError("nothing came below TLS");
      }
      Thread.onSpinWait();
    }
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
