package org.smtpra.testkit.chaos.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plays the plans of all servers, one thread each. What is done to whom, when and how follows from
 * the seed; what the callers are doing at that moment does not, so a seed makes a failure likely
 * again, not certain.
 */
public final class Nemesis implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 60_000;

  private final List<Thread> threads = new ArrayList<>();
  private final Queue<PlayedStep> played = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private Nemesis() {}

  /** Begins to play for so long. */
  public static Nemesis against(List<? extends ChaosHost> hosts, long seed, Duration duration) {
    Nemesis nemesis = new Nemesis();
    for (int i = 0; i < hosts.size(); i++) {
      ChaosHost host = hosts.get(i);
      List<NemesisStep> steps = NemesisPlan.of(host, seed * 31 + i, duration);
      Thread thread =
          new Thread(() -> nemesis.play(host, steps), "chaos-nemesis-" + host.endpointKey());
      thread.setDaemon(true);
      nemesis.threads.add(thread);
      thread.start();
    }
    return nemesis;
  }

  private void play(ChaosHost host, List<NemesisStep> steps) {
    try {
      for (NemesisStep step : steps) {
        if (waitFor(step.pauseBefore())) {
          return;
        }
        play(host, step);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  private void play(ChaosHost host, NemesisStep step) throws InterruptedException {
    Mischief.Maker maker = Objects.requireNonNull(host.deck().get(step.mischief()));
    Mischief mischief = maker.make(new SplittableRandom(step.seed()));
    long began = System.nanoTime();
    mischief.begin();
    try {
      waitFor(step.length());
    } finally {
      mischief.end();
      played.add(new PlayedStep(step, began, System.nanoTime()));
    }
  }

  /** True if the play is over. */
  private boolean waitFor(Duration time) throws InterruptedException {
    return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until every plan was played to its end; throws what went wrong in playing. */
  public List<PlayedStep> finish() {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("A mischief could not be played", failures.peek());
    }
    return List.copyOf(played);
  }

  /** Ends the play early; every server is whole afterwards. */
  @Override
  public void close() {
    over.countDown();
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
