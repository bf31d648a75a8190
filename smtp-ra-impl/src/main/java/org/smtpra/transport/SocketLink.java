package org.smtpra.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A TCP connection in non-blocking mode with a selector of its own, so that waiting ends by
 * deadline, interrupt or {@link #abort()}, in either direction.
 */
final class SocketLink implements Link {

  private final SocketChannel channel;
  private final Selector selector;
  private volatile boolean aborted;

  private SocketLink(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  static SocketLink connect(
      InetSocketAddress remote, Optional<InetAddress> local, Deadline deadline, Attempt attempt)
      throws IOException {
    SocketLink link = open();
    attempt.endsWith(link::abort);
    try {
      link.channel.configureBlocking(false);
      // Small packets meet Nagle's algorithm badly: a TLS handshake takes 46 ms instead of 5.
      link.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      link.channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      if (local.isPresent()) {
        link.channel.bind(new InetSocketAddress(local.get(), 0));
      }
      link.channel.register(link.selector, 0);
      if (!link.channel.connect(remote)) {
        link.await(SelectionKey.OP_CONNECT, deadline, "connecting");
        link.channel.finishConnect();
      }
      return link;
    } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
      link.abort();
      // The second: an IPv6 address under java.net.preferIPv4Stack, which WildFly sets by default.
      throw (IOException) new ConnectException("no route to " + remote).initCause(e);
    } catch (IOException | RuntimeException e) {
      link.abort();
      throw e;
    }
  }

  private static SocketLink open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      return new SocketLink(channel, Selector.open());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer target, Deadline deadline) throws IOException {
    // A reply is seldom there at once: to try first would be one system call more each time.
    int count = deadline.hasPassed() ? readNow(target) : 0;
    while (count == 0) {
      await(SelectionKey.OP_READ, deadline, "waiting for the server");
      count = readNow(target);
    }
    return count;
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    try {
      return channel.read(target);
    } catch (ClosedChannelException e) {
      throw closedByUs(e);
    }
  }

  @Override
  public void write(ByteBuffer source, Deadline deadline) throws IOException {
    writeNow(source);
    while (source.hasRemaining()) {
      await(SelectionKey.OP_WRITE, deadline, "writing to the server");
      writeNow(source);
    }
  }

  @Override
  public boolean writeUntilHeard(ByteBuffer source, ByteBuffer heard, Deadline deadline)
      throws IOException {
    writeNow(source);
    while (source.hasRemaining()) {
      if (awaitRoomOrWord(deadline) && heard(readNow(heard))) {
        return false;
      }
      writeNow(source);
    }
    return true;
  }

  /** Waits until octets can be written or read; true where they can be read. */
  boolean awaitRoomOrWord(Deadline deadline) throws IOException {
    int ready =
        await(SelectionKey.OP_WRITE | SelectionKey.OP_READ, deadline, "writing to the server");
    return (ready & SelectionKey.OP_READ) != 0;
  }

  /** The end of the stream stays readable: waiting for anything else would turn into a spin. */
  static boolean heard(int count) throws EOFException {
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    return count > 0;
  }

  @Override
  public void writeNow(ByteBuffer source) throws IOException {
    try {
      channel.write(source);
    } catch (ClosedChannelException e) {
      throw closedByUs(e);
    }
  }

  @Override
  public void sayGoodbye() {
    // TCP says it by itself.
  }

  /** Waits for one of these operations and returns those that are ready. */
  private int await(int operations, Deadline deadline, String purpose) throws IOException {
    try {
      SelectionKey key = channel.keyFor(selector);
      if (key == null) {
        throw new ChannelAbortedException();
      }
      key.interestOps(operations);
      boolean ready = false;
      while (!ready) {
        failIfStopped();
        long left = deadline.remainingNanos();
        if (left <= 0) {
          throw new DeadlinePassedException(purpose);
        }
        ready = selector.select(chosen -> {}, TimeUnit.NANOSECONDS.toMillis(left) + 1) > 0;
      }
      return key.readyOps();
    } catch (ClosedSelectorException | CancelledKeyException e) {
      throw new ChannelAbortedException();
    }
  }

  private void failIfStopped() throws IOException {
    if (aborted) {
      throw new ChannelAbortedException();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelInterruptedException();
    }
  }

  private IOException closedByUs(ClosedChannelException closed) {
    if (Thread.currentThread().isInterrupted()) {
      return new ChannelInterruptedException();
    }
    return aborted ? new ChannelAbortedException() : closed;
  }

  InetSocketAddress remoteAddress() throws IOException {
    return (InetSocketAddress) channel.getRemoteAddress();
  }

  int sendBufferOctets() throws IOException {
    return channel.getOption(StandardSocketOptions.SO_SNDBUF);
  }

  InetSocketAddress localAddress() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  /** Closes at once, from any thread, without waiting; a thread that uses the link is woken. */
  void abort() {
    aborted = true;
    closeQuietly(channel);
    closeQuietly(selector);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // Nothing can be done, and nothing is lost: the conversation is over.
    }
  }
}
