package org.smtpra.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP relay that can cut a connection after any octet, so that a test can end a conversation at
 * each of its octets. It reads no SMTP, and TLS passes through it as it is.
 *
 * <p>Every connection counts its own octets, and obeys the cut that was set when it was made.
 */
public final class CutProxy implements AutoCloseable {
  private final int targetPort;
  private final Listener listener;
  private final List<CutConnection> connections = new CopyOnWriteArrayList<>();
  private volatile CutPoint cutPoint = CutPoint.NEVER;

  private CutProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    this.listener = new Listener(this::begin, 0);
    listener.start();
  }

  /** Starts a proxy in front of a port of the loopback address. */
  public static CutProxy before(int targetPort) {
    try {
      return new CutProxy(targetPort);
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
  }

  /** Where to connect to in place of the target. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** The port to connect to in place of the target's. */
  public int port() {
    return address().getPort();
  }

  /** Cuts each later connection once so many octets of the client went through; 0 is at once. */
  public void cutAfterClientOctets(long octets, CutEnding ending) {
    cutPoint = new CutPoint(octets, Long.MAX_VALUE, ending);
  }

  /** Cuts each later connection once so many octets of the server went through; 0 is at once. */
  public void cutAfterServerOctets(long octets, CutEnding ending) {
    cutPoint = new CutPoint(Long.MAX_VALUE, octets, ending);
  }

  /** Cuts no later connection. */
  public void cutNothing() {
    cutPoint = CutPoint.NEVER;
  }

  /** How many octets of the client went through, for each connection since the start. */
  public List<Long> clientOctets() {
    return connections.stream().map(CutConnection::clientOctets).toList();
  }

  /** How many octets of the server went through, for each connection since the start. */
  public List<Long> serverOctets() {
    return connections.stream().map(CutConnection::serverOctets).toList();
  }

  /** How many connections were cut since the start. */
  public int cuts() {
    return (int) connections.stream().filter(CutConnection::wasCut).count();
  }

  private void begin(Socket client) {
    try {
      byte[] loopback = {127, 0, 0, 1};
      Socket server = new Socket(InetAddress.getByAddress(loopback), targetPort);
      CutConnection connection = new CutConnection(client, server, cutPoint);
      connections.add(connection);
      connection.start();
    } catch (IOException e) {
      // The target is not there: to the client it looks as if nobody had answered.
      reset(client);
    }
  }

  private static void reset(Socket client) {
    try (client) {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It was closed before, which is all we want.
    }
  }

  @Override
  public void close() {
    try {
      listener.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      connections.forEach(CutConnection::close);
    }
  }
}
