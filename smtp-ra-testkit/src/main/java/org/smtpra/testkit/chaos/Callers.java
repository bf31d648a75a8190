package org.smtpra.testkit.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.smtpra.testkit.chaos.order.BatchCaller;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailCaller;
import org.smtpra.testkit.chaos.order.MailOrder;
import org.smtpra.testkit.chaos.order.MailOrders;

/**
 * Threads that send one message after the other, or where the subject can several in one call,
 * until they are told to finish.
 */
final class Callers {

  private final MailOrders orders;
  private final MailCaller caller;
  private final Optional<BatchCaller> batches;
  private final AtomicInteger next = new AtomicInteger(1);
  private final Queue<MailOrder> begun = new ConcurrentLinkedQueue<>();
  private final Queue<CallOutcome> outcomes = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Semaphore sent = new Semaphore(0);
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  Callers(MailOrders orders, ChaosSubject subject) {
    this.orders = orders;
    this.caller = subject;
    this.batches = subject.batches();
  }

  void start(int count) {
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(this::send, "chaos-caller-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void send() {
    try {
      List<MailOrder> call = take();
      while (!finishing.await(call.get(0).manner().pauseBefore().toNanos(), TimeUnit.NANOSECONDS)) {
        begun.addAll(call);
        List<CallOutcome> told = make(call);
        outcomes.addAll(told);
        if (told.stream().anyMatch(CallOutcome::isSent)) {
          sent.release();
        }
        call = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(e);
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  /** Each number is in one call; which ones share it is decided by the first. */
  private List<MailOrder> take() {
    if (batches.isEmpty()) {
      return List.of(orders.order(next.getAndIncrement()));
    }
    return orders.call(next.getAndUpdate(first -> first + orders.call(first).size()));
  }

  private List<CallOutcome> make(List<MailOrder> call) {
    return call.size() > 1 ? batches.orElseThrow().call(call) : List.of(caller.call(call.get(0)));
  }

  /** Begins no more calls and waits for those that run, at most so long. */
  void finish(Duration atMost) {
    finishing.countDown();
    long end = System.nanoTime() + atMost.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("A call threw what no call may throw", failures.peek());
    }
  }

  /** Waits at most so long for a success of a call that begins after this one; false if none. */
  boolean awaitSuccess(Duration atMost) {
    sent.drainPermits();
    try {
      // Each thread may be in a call that began before: one more than those is a later one.
      return sent.tryAcquire(threads.size() + 1, atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lets them go on for so long. */
  void awaitTime(Duration time) {
    try {
      finishing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<MailOrder> begun() {
    return begun.stream().sorted(Comparator.comparingInt(MailOrder::number)).toList();
  }

  int countBegun() {
    return begun.size();
  }

  List<CallOutcome> outcomes() {
    return List.copyOf(outcomes);
  }
}
