package org.smtpra.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The listening socket, which can go away and come back on the same port. */
final class Listener {
  private static final int BACKLOG = 200;

  private final ReentrantLock lock = new ReentrantLock();
  private final Consumer<Socket> onConnection;
  private final int receiveBuffer;
  private final InetSocketAddress address;
  private Optional<ServerSocket> listening;
  private Thread accepting;

  /**
   * Binds a free port.
   *
   * @param receiveBuffer octets, 0 for the kernel's own choice
   */
  Listener(Consumer<Socket> onConnection, int receiveBuffer) throws IOException {
    this.onConnection = onConnection;
    this.receiveBuffer = receiveBuffer;
    ServerSocket socket = bind(0);
    address = (InetSocketAddress) socket.getLocalSocketAddress();
    listening = Optional.of(socket);
    accepting = threadFor(socket);
  }

  InetSocketAddress address() {
    return address;
  }

  void start() {
    accepting.start();
  }

  void stop() throws IOException {
    lock.lock();
    try {
      if (listening.isPresent()) {
        listening.get().close();
        listening = Optional.empty();
        // The kernel goes on listening until the accept call that runs has returned.
        accepting.join(10_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void resume() throws IOException {
    lock.lock();
    try {
      if (listening.isEmpty()) {
        ServerSocket socket = bind(address.getPort());
        listening = Optional.of(socket);
        accepting = threadFor(socket);
        accepting.start();
      }
    } finally {
      lock.unlock();
    }
  }

  private ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    if (receiveBuffer > 0) {
      // Accepted sockets inherit it; after the handshake it would be too late for the window.
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
    return socket;
  }

  private Thread threadFor(ServerSocket socket) {
    Thread thread = new Thread(() -> accept(socket), "scripted-smtp-" + socket.getLocalPort());
    thread.setDaemon(true);
    return thread;
  }

  private void accept(ServerSocket socket) {
    try {
      while (!socket.isClosed()) {
        onConnection.accept(socket.accept());
      }
    } catch (IOException e) {
      // stop() closes the socket under us: that is how this thread ends.
    }
  }
}
