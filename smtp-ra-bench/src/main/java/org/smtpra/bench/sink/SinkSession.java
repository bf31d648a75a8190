package org.smtpra.bench.sink;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One SMTP session with a client that is believed in everything. For one thread. */
final class SinkSession implements Runnable {
  private static final byte[] GREETING = octets("220 sink.example.com ESMTP");
  private static final byte[] OK = octets("250 2.0.0 Ok");
  private static final byte[] QUEUED = octets("250 2.0.0 Ok: queued as 1");
  private static final byte[] GO_AHEAD = octets("354 End data with <CR><LF>.<CR><LF>");
  private static final byte[] READY_FOR_TLS = octets("220 2.0.0 Ready to start TLS");
  private static final byte[] BYE = octets("221 2.0.0 Bye");
  private static final byte[] UNKNOWN = octets("500 5.5.1 Unknown command");
  private static final String EXTENSIONS =
      "250-PIPELINING\r\n250-SIZE 104857600\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
          + "250-ENHANCEDSTATUSCODES\r\n250 CHUNKING";

  private final byte[] line = new byte[8192];
  private final int rttMillis;
  private final SinkCounts counts;
  private final @Nullable SSLContext tls;
  private Socket socket;

  /** A session over a network with this round-trip time. */
  SinkSession(Socket socket, int rttMillis, @Nullable SSLContext tls, SinkCounts counts) {
    this.socket = socket;
    this.rttMillis = rttMillis;
    this.tls = tls;
    this.counts = counts;
  }

  @Override
  public void run() {
    counts.sessions.increment();
    try (Socket closedAtTheEnd = socket) {
      closedAtTheEnd.setTcpNoDelay(true);
      SinkWire wire = new SinkWire(closedAtTheEnd, rttMillis, counts.roundTrips);
      wire.reply(GREETING);
      int length = wire.readLine(line);
      while (length >= 0 && obey(wire, length)) {
        length = wire.readLine(line);
      }
      wire.flush();
    } catch (IOException e) {
      // The client is gone; the next one comes on a connection of its own.
      return;
    }
  }

  private boolean obey(SinkWire wire, int length) throws IOException {
    switch (verb(length)) {
      case "RCPT" -> {
        counts.recipients.increment();
        wire.reply(OK);
      }
      case "MAIL", "NOOP", "RSET", "HELO" -> wire.reply(OK);
      case "DATA" -> {
        wire.reply(GO_AHEAD);
        return took(wire, wire.skipData());
      }
      case "BDAT" -> {
        return chunk(wire, length);
      }
      case "EHLO" -> wire.reply(ehlo());
      case "STAR" -> encrypt(wire);
      case "QUIT" -> {
        wire.reply(BYE);
        return false;
      }
      default -> wire.reply(UNKNOWN);
    }
    return true;
  }

  private boolean took(SinkWire wire, long octets) throws IOException {
    if (octets < 0) {
      return false;
    }
    counts.octets.add(octets);
    counts.messages.increment();
    wire.reply(QUEUED);
    return true;
  }

  private boolean chunk(SinkWire wire, int length) throws IOException {
    String[] words = text(length).split(" +", -1);
    long octets = Long.parseLong(words[1]);
    if (!wire.skip(octets)) {
      return false;
    }
    if (words.length > 2) {
      return took(wire, octets);
    }
    counts.octets.add(octets);
    wire.reply(OK);
    return true;
  }

  private void encrypt(SinkWire wire) throws IOException {
    if (tls == null) {
      wire.reply(UNKNOWN);
      return;
    }
    wire.reply(READY_FOR_TLS);
    wire.flush();
    SSLSocket encrypted =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    socket = encrypted;
    wire.encrypt(encrypted);
  }

  private byte[] ehlo() {
    boolean offersTls = tls != null && !(socket instanceof SSLSocket);
    return octets("250-sink.example.com\r\n" + (offersTls ? "250-STARTTLS\r\n" : "") + EXTENSIONS);
  }

  private String verb(int length) {
    return text(Math.min(length, 4)).toUpperCase(Locale.ROOT);
  }

  private String text(int length) {
    return new String(line, 0, length, StandardCharsets.US_ASCII);
  }

  private static byte[] octets(String reply) {
    return (reply + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
