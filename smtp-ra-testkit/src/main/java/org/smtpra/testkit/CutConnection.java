package org.smtpra.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Both halves of one connection through a {@link CutProxy}. */
final class CutConnection {
  private final Socket client;
  private final Socket server;
  private final CutPoint cutPoint;
  private final AtomicLong clientOctets = new AtomicLong();
  private final AtomicLong serverOctets = new AtomicLong();
  private final AtomicInteger pumps = new AtomicInteger(2);
  private volatile boolean cut;

  CutConnection(Socket client, Socket server, CutPoint cutPoint) {
    this.client = client;
    this.server = server;
    this.cutPoint = cutPoint;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    if (Math.min(cutPoint.clientOctets(), cutPoint.serverOctets()) == 0) {
      cut();
    }
    thread(() -> pump(client, server, clientOctets, cutPoint.clientOctets()));
    thread(() -> pump(server, client, serverOctets, cutPoint.serverOctets()));
  }

  long clientOctets() {
    return clientOctets.get();
  }

  long serverOctets() {
    return serverOctets.get();
  }

  boolean wasCut() {
    return cut;
  }

  private static void thread(Runnable pump) {
    Thread thread = new Thread(pump, "cut-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(Socket from, Socket to, AtomicLong passed, long most) {
    try {
      byte[] buffer = new byte[8192];
      int count = from.getInputStream().read(buffer);
      while (count >= 0) {
        if (!cut) {
          int allowed = (int) Math.min(count, most - passed.get());
          // Counted first: whoever has the octets may ask how many they are.
          passed.addAndGet(allowed);
          write(buffer, allowed, to);
        }
        if (!cut && passed.get() == most) {
          cut();
        }
        count = from.getInputStream().read(buffer);
      }
      if (!cut) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      // One side was reset, or closed under us: both are told the same.
      reset();
    } finally {
      if (pumps.decrementAndGet() == 0) {
        close();
      }
    }
  }

  private void write(byte[] buffer, int count, Socket to) throws IOException {
    try {
      to.getOutputStream().write(buffer, 0, count);
    } catch (IOException e) {
      // The other direction may have cut this one within the write.
      if (!cut) {
        throw e;
      }
    }
  }

  private void cut() throws IOException {
    cut = true;
    if (cutPoint.ending() == CutEnding.RST) {
      reset();
    } else {
      // The sockets stay open and are read to their end: a close with octets unread sends RST.
      client.shutdownOutput();
      server.shutdownOutput();
    }
  }

  private void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // It was closed before, which is all we want.
      }
    }
  }

  void close() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException e) {
        // Nobody is left who could care.
      }
    }
  }
}
