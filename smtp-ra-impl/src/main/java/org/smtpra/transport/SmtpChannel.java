package org.smtpra.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server: octets in and out, each under a deadline. Used by one thread at a
 * time; {@link #abort()} may be called by any.
 */
public final class SmtpChannel {

  private static final int INPUT_OCTETS = 4096;

  private final SocketLink socket;
  private Link link;
  private @Nullable TlsLink tls;

  /** Always in read mode: what was received and not yet used. */
  private final ByteBuffer input = ByteBuffer.allocate(INPUT_OCTETS).flip();

  private ByteBuffer output = ByteBuffer.allocate(0);

  private SmtpChannel(SocketLink socket) {
    this.socket = socket;
    this.link = socket;
  }

  /**
   * Connects to one address.
   *
   * @param remote the resolved address
   * @param local the address to connect from, where one is configured
   * @param deadline by when the connection must stand
   * @param attempt closes the connection when it is called off
   * @return the channel, in clear text
   * @throws IOException if it does not
   */
  public static SmtpChannel connect(
      InetSocketAddress remote, Optional<InetAddress> local, Deadline deadline, Attempt attempt)
      throws IOException {
    return new SmtpChannel(SocketLink.connect(remote, local, deadline, attempt));
  }

  /**
   * Runs a TLS handshake; from then on everything is encrypted.
   *
   * @param engine an engine in client mode, made for the host's name
   * @param deadline by when the handshake must have ended
   * @throws javax.net.ssl.SSLException if the server or its certificate is not accepted
   * @throws IOException if the connection fails
   */
  public void startTls(SSLEngine engine, Deadline deadline) throws IOException {
    TlsLink secured = TlsLink.handshake(socket, engine, deadline);
    tls = secured;
    link = secured;
  }

  /**
   * What was received and not yet used. The caller moves its position on.
   *
   * @return the buffer itself, in read mode
   */
  public ByteBuffer input() {
    return input;
  }

  /**
   * Room to put together what is written next; the same each time, since a message is the garbage
   * of every send otherwise.
   *
   * @param octets how many
   * @return a buffer in write mode with so much room
   */
  public ByteBuffer output(int octets) {
    if (output.capacity() < octets) {
      output = ByteBuffer.allocate(octets);
    }
    return output.clear().limit(octets);
  }

  /**
   * Receives more into {@link #input()}.
   *
   * @param deadline by when something must have come
   * @throws EOFException at the end of the stream
   * @throws IOException if the connection fails
   */
  public void fill(Deadline deadline) throws IOException {
    input.compact();
    try {
      if (link.read(input, deadline) < 0) {
        throw new EOFException("the server closed the connection");
      }
    } finally {
      input.flip();
    }
  }

  /**
   * Receives what is there, without waiting, into {@link #input()}.
   *
   * @throws EOFException at the end of the stream
   * @throws IOException if the connection fails
   */
  public void fillNow() throws IOException {
    input.compact();
    try {
      if (link.readNow(input) < 0) {
        throw new EOFException("the server closed the connection");
      }
    } finally {
      input.flip();
    }
  }

  /**
   * Writes all of the source.
   *
   * @param source what to write
   * @param deadline by when it must have been taken by the network
   * @throws IOException if the connection fails
   */
  public void write(ByteBuffer source, Deadline deadline) throws IOException {
    link.write(source, deadline);
  }

  /**
   * Writes, listening while the network takes no more: a server that has heard enough may stop
   * reading.
   *
   * @param source what to write
   * @param deadline by when it must have been taken by the network
   * @return true once all is written; false where the server says something first, which is in
   *     {@link #input()} then: another call goes on with the rest
   * @throws EOFException if the server has ended its side meanwhile
   * @throws IOException if the connection fails
   */
  public boolean writeUntilHeard(ByteBuffer source, Deadline deadline) throws IOException {
    input.compact();
    try {
      return link.writeUntilHeard(source, input, deadline);
    } finally {
      input.flip();
    }
  }

  /**
   * Looks at an idle connection without a round trip and without waiting.
   *
   * @return true if it is open and the server has said nothing
   */
  public boolean looksIdle() {
    try {
      fillNow();
      return !input.hasRemaining();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Tells whether TLS is on.
   *
   * @return true after {@link #startTls}
   */
  public boolean isSecure() {
    return tls != null;
  }

  /**
   * The TLS version.
   *
   * @return for instance {@code TLSv1.3}, an empty text without TLS
   */
  public String tlsProtocol() {
    return tls == null ? "" : tls.session().getProtocol();
  }

  /**
   * The certificate with which the server has proven itself in the handshake.
   *
   * @return its own, not its authority's; nothing without TLS
   */
  public Optional<X509Certificate> serverCertificate() {
    if (tls == null) {
      return Optional.empty();
    }
    try {
      Certificate first = tls.session().getPeerCertificates()[0];
      return first instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // a cipher suite without certificates, which nobody enables
    }
  }

  /**
   * How much the operating system holds of what is under way.
   *
   * @return octets, as far as it says so
   * @throws IOException if the connection is closed
   */
  public int sendBufferOctets() throws IOException {
    return socket.sendBufferOctets();
  }

  /**
   * Our side's address, for EHLO.
   *
   * @return the local address of the connection
   * @throws IOException if the connection is closed
   */
  public InetAddress localAddress() throws IOException {
    return socket.localAddress().getAddress();
  }

  /**
   * Closes with a farewell, as far as that needs no wait.
   *
   * @param farewell the last octets, for instance QUIT; may be empty
   */
  public void close(ByteBuffer farewell) {
    try {
      if (farewell.hasRemaining()) {
        link.writeNow(farewell);
      }
      link.sayGoodbye();
    } catch (IOException e) {
      // The server misses a courtesy; the connection is closed all the same.
    } finally {
      abort();
    }
  }

  /** Closes at once, from any thread, without waiting; a thread that uses the channel is woken. */
  public void abort() {
    socket.abort();
  }
}
