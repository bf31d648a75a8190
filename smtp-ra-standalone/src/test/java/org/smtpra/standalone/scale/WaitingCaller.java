package org.smtpra.standalone.scale;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;

/**
 * A thread that waits to be called in, and then sends its messages, each on a lease of its own. Its
 * figures may be read when it has ended.
 */
final class WaitingCaller {

  private static final long LONGEST_WAY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final CountDownLatch calledIn = new CountDownLatch(1);
  private final SmtpConnectionFactory factory;
  private final AtomicInteger turns;
  private final Thread thread;
  private final int firstNumber;
  private final long[] waits;
  private int turn = -1;
  private long firstLeaseNanos;
  private long endedNanos;
  private Throwable failure;

  /**
   * Starts the thread.
   *
   * @param firstNumber of its messages
   * @param messages how many
   * @param turns counts the callers who got their first lease
   * @param ready counted down when the first message is there
   */
  WaitingCaller(
      SmtpConnectionFactory factory,
      int firstNumber,
      int messages,
      AtomicInteger turns,
      CountDownLatch ready) {
    this.factory = factory;
    this.firstNumber = firstNumber;
    this.turns = turns;
    this.waits = new long[messages];
    this.thread = new Thread(() -> run(ready), "caller-" + firstNumber);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(CountDownLatch ready) {
    try {
      MimeMessage message = NumberedMail.build(factory, firstNumber);
      ready.countDown();
      calledIn.await();
      for (int i = 0; i < waits.length; i++) {
        send(i == 0 ? message : NumberedMail.build(factory, firstNumber + i), i);
      }
    } catch (Exception | Error e) {
      failure = e;
    } finally {
      endedNanos = System.nanoTime();
    }
  }

  private void send(MimeMessage message, int index) throws MessagingException {
    long came = System.nanoTime();
    try (SmtpConnection lease = factory.getConnection()) {
      long leased = System.nanoTime();
      waits[index] = leased - came;
      if (index == 0) {
        turn = turns.getAndIncrement();
        firstLeaseNanos = leased;
      }
      lease.send(message);
    }
  }

  /** Lets it go for its first lease; returns when it waits there, or has failed. */
  void callIn() {
    calledIn.countDown();
    long latest = System.nanoTime() + LONGEST_WAY_NANOS;
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      if (System.nanoTime() > latest) {
        throw new AssertionError(thread.getName() + " does not wait: " + thread.getState());
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for its end, so many milliseconds at the most. */
  void join(long millis) throws InterruptedException {
    thread.join(millis);
    if (thread.isAlive()) {
      throw new AssertionError(thread.getName() + " is not served: " + thread.getState());
    }
    if (failure != null) {
      throw new AssertionError(thread.getName() + " failed", failure);
    }
  }

  /** How many callers got their first lease before it did. */
  int turn() {
    return turn;
  }

  /** How long it waited for each lease, but for the first one not before that time. */
  long[] waits(long loose) {
    long[] each = waits.clone();
    each[0] = firstLeaseNanos - loose;
    return each;
  }

  long endedNanos() {
    return endedNanos;
  }
}
