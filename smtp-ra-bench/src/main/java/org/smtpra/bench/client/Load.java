package org.smtpra.bench.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Callers that send for a while, one message after the other. Their threads live until it is
 * closed, so that {@link Costs} sees what they allocate.
 */
final class Load implements AutoCloseable {
  private final Sender sender;
  private final int callers;
  private final ExecutorService threads;

  Load(Sender sender, int callers) {
    this.sender = sender;
    this.callers = callers;
    this.threads = Executors.newFixedThreadPool(callers);
  }

  /**
   * Sends.
   *
   * @param nanos for how long new sends begin
   * @return what each caller did
   */
  List<CallerLog> run(long nanos) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + nanos;
    List<Future<CallerLog>> running = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      running.add(threads.submit(caller(end)));
    }
    List<CallerLog> logs = new ArrayList<>();
    for (Future<CallerLog> caller : running) {
      logs.add(caller.get());
    }
    return logs;
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private Callable<CallerLog> caller(long end) {
    return () -> {
      CallerLog log = new CallerLog();
      long before = System.nanoTime();
      while (before < end) {
        int sent = sender.send();
        long after = System.nanoTime();
        log.add(sent, after - before);
        before = after;
      }
      return log;
    };
  }

  /** How many messages a caller sent, and how long each call took. For one thread at a time. */
  static final class CallerLog {
    /** Few, because there may be ten thousand callers. */
    private static final int FIRST_CALLS = 16;

    private long[] nanos = new long[FIRST_CALLS];
    private int calls;
    private long messages;

    private void add(int sent, long took) {
      if (calls == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * calls);
      }
      nanos[calls++] = took;
      messages += sent;
    }

    long messages() {
      return messages;
    }

    long[] nanos() {
      return Arrays.copyOf(nanos, calls);
    }
  }
}
