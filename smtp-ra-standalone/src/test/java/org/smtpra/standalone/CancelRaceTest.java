package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSubmission;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Messages called off at moments of chance: what cancel() says is what the server has. */
class CancelRaceTest {

  private static final int MESSAGES = 600;
  private static final int CALLED_OFF_AT_ONCE = 10;
  private static final long LATEST_NANOS = Duration.ofMillis(8).toNanos();

  /** One message, and whether it was called off in time. */
  private record Called(String subject, SmtpSubmission submission, Future<Boolean> answer) {}

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "ENVELOPE", "FULL"})
  void trueIsSaidOfExactlyThoseThatTheServerDoesNotHave(String pipelining) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().offer("PIPELINING", "CHUNKING").start();
        SmtpPool pool =
            SmtpPool.open(
                PoolProperties.clearText(
                    server.port(),
                    "pipelining",
                    pipelining,
                    "maxPoolSize",
                    "3",
                    "asyncWorkers",
                    "3"))) {
      List<Called> calls = submitAll(pool, callers);
      Set<String> mayHave = new TreeSet<>();
      for (Called call : calls) {
        if (isLeftToTheServer(call)) {
          mayHave.add("Subject: " + call.subject());
        }
      }
      assertEquals(mayHave, subjects(server));
      assertEquals(mayHave.size(), server.received().size(), "each once");
      assertTrue(mayHave.size() < MESSAGES, "none was called off in time");
      pool.close();
      assertEquals(mayHave.size(), pool.factory().status().sent());
      assertEquals(MESSAGES - mayHave.size(), pool.factory().status().failures());
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Called> submitAll(SmtpPool pool, ExecutorService callers) throws Exception {
    Random random = new Random(7);
    List<Called> calls = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      String subject = "m" + i;
      long after = (long) (random.nextDouble() * LATEST_NANOS);
      SmtpSubmission submission = Submitted.to(pool, subject);
      calls.add(new Called(subject, submission, answer(submission, i, after, callers)));
    }
    return calls;
  }

  /** Some are called off by who submitted them: on a busy machine all others may be too late. */
  private static Future<Boolean> answer(
      SmtpSubmission submission, int number, long after, ExecutorService callers) {
    return number % CALLED_OFF_AT_ONCE == 0
        ? CompletableFuture.completedFuture(submission.cancel())
        : callers.submit(
            () -> {
              LockSupport.parkNanos(after);
              return submission.cancel();
            });
  }

  private static boolean isLeftToTheServer(Called call) throws Exception {
    if (call.answer().get()) {
      assertEquals(
          SmtpFailureKind.CANCELLED, Submitted.failure(call.submission()).classification().kind());
      return false;
    }
    assertEquals(250, Submitted.sent(call.submission()).finalReply().code());
    return true;
  }

  private static Set<String> subjects(ScriptedSmtpServer server) {
    return server.received().stream()
        .map(mail -> mail.contentAsText().lines().findFirst().orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
