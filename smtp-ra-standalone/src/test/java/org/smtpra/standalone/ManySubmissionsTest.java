package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Ten thousand submissions, eight sessions. */
class ManySubmissionsTest {

  private static final int MESSAGES = 10_000;
  private static final int SESSIONS = 8;

  @Test
  void everySubmissionIsSentOnceByAsManyWorkersAsConfigured() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool =
            SmtpPool.open(
                PoolProperties.clearText(
                    server.port(),
                    "asyncQueueCapacity",
                    String.valueOf(MESSAGES),
                    "asyncWorkers",
                    String.valueOf(SESSIONS),
                    "maxPoolSize",
                    String.valueOf(2 * SESSIONS),
                    "maxMessagesPerSession",
                    "0"))) {
      List<CompletableFuture<SmtpSendResult>> all = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        all.add(Submitted.to(pool, String.valueOf(i)).stage().toCompletableFuture());
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(5, TimeUnit.MINUTES);
      assertEquals(MESSAGES, server.received().size());
      assertEquals(subjects(), received(server));
      assertEquals(MESSAGES, pool.factory().status().sent());
      assertTrue(server.maxOpenSessions() <= SESSIONS, () -> "was " + server.maxOpenSessions());
    }
  }

  private static Set<String> subjects() {
    return IntStream.range(0, MESSAGES).mapToObj(i -> "Subject: " + i).collect(Collectors.toSet());
  }

  private static Set<String> received(ScriptedSmtpServer server) {
    return server.received().stream()
        .map(mail -> mail.contentAsText().lines().findFirst().orElseThrow())
        .collect(Collectors.toSet());
  }
}
