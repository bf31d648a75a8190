package org.smtpra.testkit.chaos.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that moves the octets of all fronts. One thread, so that connections are counted
 * exactly: before a new one is counted, every open one is read up to what its client has said until
 * then, its end included; where that makes one more than ever, an end gets some time to arrive.
 * Thread safe.
 */
public final class FrontLoop implements AutoCloseable {

  /** How late an octet may be that a front holds back. */
  private static final long TICK_MILLIS = 5;

  /** How long the end of a connection may be on its way: 20 ms. */
  private static final int LAST_WORDS = 20;

  private static final long LAST_WORD_NANOS = 1_000_000;

  private static final long IDLE_MILLIS = 1_000;
  private static final long PATIENCE_SECONDS = 20;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<FrontLink> links = new ArrayList<>(); // used by the loop's thread alone
  private final ConnectionLedger ledger = new ConnectionLedger();
  private final Thread thread = new Thread(this::run, "chaos-front");
  private volatile boolean closed;

  /** Starts the thread. */
  public FrontLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** What is known of all connections through all fronts of this loop. */
  public ConnectionLedger ledger() {
    return ledger;
  }

  Selector selector() {
    return selector;
  }

  /** Runs something on the loop's thread and waits until it is done. */
  void run(Runnable task) {
    if (closed) {
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    tasks.add(
        () -> {
          try {
            task.run();
            letGo();
          } finally {
            done.countDown();
          }
        });
    selector.wakeup();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && !closed) {
        throw new IllegalStateException("The front's thread does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The links of one front; for the loop's thread. */
  List<FrontLink> linksOf(TcpFront front) {
    return links.stream().filter(link -> link.front() == front).toList();
  }

  /** A client has connected; for the loop's thread. */
  void accepted(FrontLink link) throws IOException {
    // What their clients closed before this one connected is not open any more.
    hearAll();
    for (int i = 0; ledger.openNow() >= Math.max(1, ledger.mostOpen()) && i < LAST_WORDS; i++) {
      // One more than ever: an end may be queued behind octets that the kernel still has to move.
      LockSupport.parkNanos(LAST_WORD_NANOS);
      hearAll();
    }
    links.removeIf(FrontLink::isOver);
    link.begin();
    links.add(link);
  }

  private void hearAll() {
    List.copyOf(links).forEach(FrontLink::receive);
  }

  /** A channel that was closed is open to the kernel until the selector has let go of it. */
  private void letGo() {
    try {
      selector.selectNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(links.stream().anyMatch(FrontLink::isWaiting) ? TICK_MILLIS : IDLE_MILLIS);
        turn();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void turn() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
      if (key.isValid() && key.attachment() instanceof TcpFront front) {
        front.acceptAll();
      }
    }
    selector.selectedKeys().clear();
    for (FrontLink link : List.copyOf(links)) {
      link.turn();
    }
    links.removeIf(FrontLink::isOver);
  }

  /** Ends every connection and the thread. */
  @Override
  public void close() {
    run(() -> List.copyOf(links).forEach(FrontLink::end));
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
