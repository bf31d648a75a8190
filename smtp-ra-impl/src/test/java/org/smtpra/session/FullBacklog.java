package org.smtpra.session;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A listening socket whose backlog is full: the kernel drops what more comes. */
record FullBacklog(ServerSocket listening, List<SocketChannel> waiting) implements AutoCloseable {

  static FullBacklog at(InetAddress address, int port) throws IOException {
    FullBacklog full = new FullBacklog(new ServerSocket(), new ArrayList<>());
    try {
      full.listening.bind(new InetSocketAddress(address, port), 1);
    } catch (BindException e) {
      Assumptions.abort(address + " is no address of this machine (it is on Linux)");
    }
    for (int i = 0; i < 10; i++) {
      SocketChannel one = SocketChannel.open();
      one.configureBlocking(false);
      one.connect(full.listening.getLocalSocketAddress());
      full.waiting.add(one);
    }
    return full;
  }

  InetAddress address() {
    return listening.getInetAddress();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel one : waiting) {
      one.close();
    }
    listening.close();
  }
}
