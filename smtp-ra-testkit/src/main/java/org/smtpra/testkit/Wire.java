package org.smtpra.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The octets of one connection. Replies collect until the server is about to block for input, so
 * that a pipelined group is answered in one write (RFC 2920 section 3.2).
 *
 * <p>One thread reads; writing, closing and resetting may come from any.
 */
final class Wire {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int NEXT_RECORD_MILLIS = 20;

  private final Socket raw;
  private final ServerSession session;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8192];
  private volatile Socket socket;
  private volatile boolean open = true;
  private int position;
  private int limit;
  private int earlyLimit;
  private long received;
  private LineOrigin lineOrigin = new LineOrigin(0, false, false);
  private volatile long farewell = Long.MAX_VALUE;
  private volatile boolean readSinceWrite;
  private final int collectMillis;

  /**
   * Wraps a connection.
   *
   * @param collect how long to wait for more input before replies are written
   */
  Wire(Socket raw, ServerSession session, Duration collect) {
    this.raw = raw;
    this.collectMillis = Math.toIntExact(collect.toMillis());
    this.socket = raw;
    this.session = session;
  }

  boolean isOpen() {
    return open;
  }

  /** Puts TLS on the connection; octets that came ahead of it are dropped (RFC 3207 section 6). */
  void startTls(SSLContext context, String[] protocols) throws IOException {
    flush();
    position = limit;
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
    tls.setUseClientMode(false);
    if (protocols.length > 0) {
      tls.setEnabledProtocols(protocols);
    }
    socket = tls;
    tls.startHandshake();
    session.startedTls(tls.getSession().getProtocol());
  }

  /** What the client was shown in the TLS handshake. */
  Optional<X509Certificate> certificate() {
    return socket instanceof SSLSocket tls
            && tls.getSession().getLocalCertificates()[0] instanceof X509Certificate shown
        ? Optional.of(shown)
        : Optional.empty();
  }

  /** Reads one octet of content or of a line. */
  int read() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xff;
  }

  /** Reads up to LF and leaves out CRLF; a line that ends with a bare LF keeps it. */
  String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int previous = -1;
    int octet = read();
    long start = octetsRead() - 1;
    lineOrigin = new LineOrigin(start, cameEarly(), start >= farewell);
    while (octet != '\n') {
      if (line.size() > LONGEST_LINE) {
        throw new ProtocolException("The client's line is longer than " + LONGEST_LINE);
      }
      line.write(octet);
      previous = octet;
      octet = read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return previous == '\r' ? text.substring(0, text.length() - 1) : text + "\n";
  }

  private void fill() throws IOException {
    InputStream in = socket.getInputStream();
    int count = pending.size() > 0 && in.available() == 0 ? collect(in) : 0;
    if (count == 0) {
      if (in.available() == 0) {
        flush();
      }
      count = in.read(buffer);
    }
    if (count < 0) {
      flush();
      throw new EOFException("The client closed the connection");
    }
    position = 0;
    limit = count;
    received += count;
    earlyLimit = 0;
    readSinceWrite = true;
  }

  /** Looks for more of the client's group before the replies to its beginning go out. */
  private int collect(InputStream in) throws IOException {
    // Under TLS the next record may lie in the kernel already, unseen by available().
    boolean nextRecord = socket != raw && raw.getInputStream().available() > 0;
    int millis = nextRecord ? Math.max(collectMillis, NEXT_RECORD_MILLIS) : collectMillis;
    if (millis == 0) {
      return 0;
    }
    socket.setSoTimeout(millis);
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      return 0;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /** Whether the octet read last came before a reply to what precedes it was written. */
  boolean cameEarly() {
    return pending.size() > 0 || position <= earlyLimit;
  }

  /** How the line read last came. */
  LineOrigin lineOrigin() {
    return lineOrigin;
  }

  /** How many octets were read so far. */
  long octetsRead() {
    return received - (limit - position);
  }

  boolean hasUnread() {
    return position < limit;
  }

  void write(String octets) {
    writing.lock();
    try {
      pending.writeBytes(octets.getBytes(StandardCharsets.ISO_8859_1));
      session.said(octets);
    } finally {
      writing.unlock();
    }
  }

  void flush() throws IOException {
    writing.lock();
    try {
      if (pending.size() == 0) {
        return;
      }
      if (readSinceWrite) {
        session.roundTrip();
      }
      readSinceWrite = false;
      earlyLimit = position < limit ? limit : 0;
      byte[] octets = pending.toByteArray();
      pending.reset();
      if (Octets.containFarewell(octets)) {
        farewell = received;
      }
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    } finally {
      writing.unlock();
    }
  }

  /** Ends the connection in good order, with close_notify where there is TLS. */
  void close() throws IOException {
    if (open) {
      try {
        flush();
        drain();
      } finally {
        closeFromOutside();
      }
    }
  }

  /** As {@link #close}, from another thread than the one that reads. */
  void closeFromOutside() throws IOException {
    open = false;
    try {
      socket.close();
    } finally {
      raw.close();
    }
  }

  /** Sends FIN alone. */
  void truncate() throws IOException {
    open = false;
    raw.close();
  }

  /** Sends RST. */
  void reset() throws IOException {
    open = false;
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /** After the handshake of TLS 1.3 this is how Java sends a key update that asks for another. */
  void renewKeys() throws IOException {
    flush();
    if (socket instanceof SSLSocket tls && tls.getSession().getProtocol().equals("TLSv1.3")) {
      tls.startHandshake();
    }
  }

  void halfClose() throws IOException {
    flush();
    socket.shutdownOutput();
  }

  /** A kernel answers close() with RST instead of FIN while octets wait unread. */
  private void drain() throws IOException {
    InputStream in = raw.getInputStream();
    for (int waiting = in.available(); waiting > 0; waiting = in.available()) {
      in.skipNBytes(waiting);
    }
  }
}
