package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The two ports of a server. Nobody holds them until the server does, and another process may be
 * quicker: who starts a server must be ready to try others.
 *
 * @param submission where TLS starts with STARTTLS
 * @param tls where TLS starts with the connection
 */
record ServerPorts(int submission, int tls) {

  /** The only address that our servers listen on. */
  static final String ADDRESS = "127.0.0.1";

  /** Below the ports that kernels give to clients, which come and go by the thousand in tests. */
  private static final int FIRST = 20_000;

  private static final int BEHIND_LAST = 32_000;
  private static final int TRIES = 100;

  /** Two ports that were free a moment ago, and are not the ones that others would find first. */
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
    IOException taken = new IOException("none was tried");
    for (int i = 0; i < TRIES; i++) {
      try {
        int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
        return new ServerSocket(port, 1, loopback());
      } catch (BindException e) {
        taken = e;
      }
    }
    throw taken;
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
