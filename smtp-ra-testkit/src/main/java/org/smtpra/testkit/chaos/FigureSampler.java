package org.smtpra.testkit.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.smtpra.testkit.chaos.law.FigureSample;
import org.smtpra.testkit.chaos.order.CallOutcome;

/** Reads the factory's figures again and again while a run goes on. */
final class FigureSampler {

  private static final long PERIOD_MILLIS = 50;

  private final ChaosSubject subject;
  private final Callers callers;
  private final Queue<FigureSample> samples = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread = new Thread(this::read, "chaos-figures");

  private FigureSampler(ChaosSubject subject, Callers callers) {
    this.subject = subject;
    this.callers = callers;
  }

  static FigureSampler of(ChaosSubject subject, Callers callers) {
    FigureSampler sampler = new FigureSampler(subject, callers);
    sampler.thread.setDaemon(true);
    sampler.thread.start();
    return sampler;
  }

  private void read() {
    try {
      while (!over.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        List<CallOutcome> before = callers.outcomes();
        Optional<Map<String, Long>> figures = subject.figures();
        int begun = callers.countBegun();
        int counted = (int) before.stream().filter(CallOutcome::counted).count();
        figures.ifPresent(
            read -> samples.add(new FigureSample(read, before.size(), counted, begun)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads no more. */
  void close() {
    over.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<FigureSample> samples() {
    return List.copyOf(samples);
  }
}
