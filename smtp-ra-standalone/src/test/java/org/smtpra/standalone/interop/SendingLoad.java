package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;

/** Callers who send one message after the other, by two pools, until told to finish. */
final class SendingLoad implements AutoCloseable {

  private static final int CALLERS = 4;
  private static final int LARGE = 300 * 1024;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);

  /** The budgets of a call add up to 105 s, but for the verdict's. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

  private static final List<String> ONE = List.of("anna@example.test");
  private static final List<String> THREE =
      List.of("anna@example.test", "boris@example.test", "clara@example.test");

  private final List<SmtpPool> pools;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final List<Future<?>> running = new ArrayList<>();
  private final Queue<LoadOutcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger successes = new AtomicInteger();
  private volatile boolean finishing;

  private SendingLoad(List<SmtpPool> pools) {
    this.pools = pools;
  }

  /** Begins, with one pool in default settings and one with as few flushes as there can be. */
  static SendingLoad on(ServerUnderTest server) {
    List<SmtpPool> pools = new ArrayList<>();
    for (WireMode mode : List.of(WireMode.DEFAULTS, WireMode.FULL)) {
      pools.add(server.pool(mode.and("maxPoolSize", "2")));
    }
    SendingLoad load = new SendingLoad(pools);
    for (int i = 0; i < CALLERS; i++) {
      SmtpPool pool = pools.get(i % pools.size());
      load.running.add(load.callers.submit(() -> load.sendUntilFinished(pool)));
    }
    return load;
  }

  /** Waits for so many more. */
  void awaitSuccesses(int more) {
    int until = successes.get() + more;
    long start = System.nanoTime();
    while (successes.get() < until) {
      assertTrue(
          System.nanoTime() - start < LONGEST_CALL.toNanos(),
          () -> "no " + more + " more successes after " + LoadOutcome.stages(outcomes));
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  /** Lets the calls that run end, and tells what all were told. */
  List<LoadOutcome> finish() throws Exception {
    finishing = true;
    for (Future<?> caller : running) {
      caller.get(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS);
    }
    return List.copyOf(outcomes);
  }

  private Void sendUntilFinished(SmtpPool pool) throws MessagingException {
    while (!finishing) {
      LoadOutcome outcome = send(pool, number.getAndIncrement());
      assertTrue(outcome.took().compareTo(LONGEST_CALL) < 0, outcome::toString);
      outcomes.add(outcome);
      if (outcome.failed()) {
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
      } else {
        successes.incrementAndGet();
      }
    }
    return null;
  }

  private static LoadOutcome send(SmtpPool pool, int n) throws MessagingException {
    List<String> recipients = n / CALLERS % 2 == 0 ? ONE : THREE;
    String[] to = recipients.toArray(String[]::new);
    MimeMessage message = Mails.text(pool.factory(), "load " + n, to);
    if (n % 9 == 0) {
      String line = "x".repeat(70) + "\r\n";
      message.setText(line.repeat(LARGE / line.length()), "us-ascii");
    }
    message.saveChanges();
    String messageId = "<load." + n + "@client.example.test>";
    message.setHeader("Message-ID", messageId);
    long start = System.nanoTime();
    try {
      SmtpSendResult result = pool.factory().send(message);
      assertEquals(messageId, result.messageId());
      return new LoadOutcome(messageId, recipients, since(start), null);
    } catch (SmtpSendFailedException e) {
      return new LoadOutcome(messageId, recipients, since(start), e);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    finishing = true;
    pools.forEach(SmtpPool::close);
    callers.shutdownNow();
  }
}
