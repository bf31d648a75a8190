package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * The two ports of a server.
 *
 * @param submission where TLS starts with STARTTLS
 * @param tls where TLS starts with the connection
 */
record ServerPorts(int submission, int tls) {

  /** The only address that our servers listen on. */
  static final String ADDRESS = "127.0.0.1";

  /**
   * Two ports that were free a moment ago; both are held until both are known, so that they differ.
   */
  static ServerPorts free() {
    try (ServerSocket first = listen();
        ServerSocket second = listen()) {
      return new ServerPorts(first.getLocalPort(), second.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + ADDRESS, e);
    }
  }

  /** A port's socket address. */
  static InetSocketAddress at(int port) {
    return new InetSocketAddress(loopback(), port);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, loopback());
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
