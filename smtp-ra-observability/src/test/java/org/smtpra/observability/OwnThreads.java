package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;

/** The threads that the jar starts where a server has no scheduler. */
final class OwnThreads {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private OwnThreads() {}

  private static List<Thread> now() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("smtp-ra-observability"))
        .toList();
  }

  /** A thread that has been told to end needs a moment; one that goes on does not end. */
  static void assertAllEnd() throws InterruptedException {
    for (Thread thread : now()) {
      thread.join(PATIENCE.toMillis());
      assertFalse(thread.isAlive(), thread::toString);
    }
  }
}
