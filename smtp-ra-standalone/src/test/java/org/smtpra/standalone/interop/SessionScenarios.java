package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;

/** Sessions are kept, and replaced without a word when the server has ended them. */
interface SessionScenarios extends Scenario {

  @Test
  default void twentyOneMailsGoOverOneSession() throws Exception {
    try (SmtpPool pool = server().pool()) {
      SmtpSendResult first = pool.factory().send(Mails.text(pool.factory(), "first mail"));
      server().awaitDelivered(first.messageId(), 1);
      long connections = server().connections();
      for (int i = 0; i < 20; i++) {
        SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "mail " + i));
        server().awaitDelivered(result.messageId(), 1);
      }
      assertEquals(1, pool.factory().status().sessionsOpened());
      assertEquals(connections, server().connections(), server().process()::log);
    }
  }

  /** OpenSMTPD takes a hundred mails a session, then says 452 to MAIL. */
  @Test
  default void aHundredAndThirtyMailsInARowAllArrive() throws Exception {
    try (SmtpPool pool = server().pool("maxMessagesPerSession", "0")) {
      SmtpSendResult last = null;
      for (int i = 0; i < 130; i++) {
        last = pool.factory().send(Mails.text(pool.factory(), "in a row " + i));
      }
      server().awaitDelivered(last.messageId(), 1);
      assertEquals(130, pool.factory().status().sent());
      assertTrue(pool.factory().status().sessionsOpened() <= 2);
    }
  }

  /** Exim drops a connection at its eleventh command that is not mail. */
  @Test
  default void aProbeBeforeEachOfTwentyMailsHarmsNone() throws Exception {
    try (SmtpPool pool = server().pool("keepAliveInterval", "0")) {
      SmtpSendResult last = null;
      for (int i = 0; i < 20; i++) {
        last = pool.factory().send(Mails.text(pool.factory(), "probed " + i));
      }
      server().awaitDelivered(last.messageId(), 1);
      assertEquals(20, pool.factory().status().sent());
    }
  }

  @Test
  default void aRestartBetweenTwoSendsIsNotNoticed() throws Exception {
    surviving(() -> server().process().stop());
  }

  @Test
  default void aKillBetweenTwoSendsIsNotNoticed() throws Exception {
    surviving(() -> server().process().killHard());
  }

  private void surviving(Runnable end) throws Exception {
    try (SmtpPool pool = server().pool()) {
      SmtpSendResult first = pool.factory().send(Mails.text(pool.factory(), "before"));
      server().awaitDelivered(first.messageId(), 1);
      end.run();
      server().process().start();
      SmtpSendResult second = pool.factory().send(Mails.text(pool.factory(), "after"));
      server().awaitDelivered(second.messageId(), 1);
      assertEquals(2, pool.factory().status().sessionsOpened());
      assertEquals(0, pool.factory().status().hosts().get(0).openFailures());
      // A server that ends before it has noted its own delivery makes it again.
      assertEquals(Set.of(Mails.RECIPIENT), Set.copyOf(server().recipientsOf(first.messageId())));
      assertEquals(List.of(Mails.RECIPIENT), server().recipientsOf(second.messageId()));
    }
  }

  @Test
  default void aServerThatIsDownIsReportedAtOnceAndServesWhenItIsBack() throws Exception {
    try (SmtpPool pool = server().pool("connectTimeout", "20s")) {
      MimeMessage message = Mails.text(pool.factory(), "down");
      server().process().stop();
      try {
        long start = System.nanoTime();
        SmtpSendFailedException failure = Mails.failure(pool.factory(), message);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertEquals(
            SmtpFailureKind.RETRYABLE_BEFORE_SEND,
            failure.classification().kind(),
            failure::toString);
        assertEquals(SmtpFailureReason.CONNECT_FAILED, failure.classification().reason());
        assertEquals(List.of(Mails.RECIPIENT), failure.recipientsToSendAgain());
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, () -> "took " + took);
      } finally {
        server().process().start();
      }
      SmtpSendResult result = pool.factory().send(message);
      server().awaitDelivered(result.messageId(), 1);
    }
  }

  /** Fewer messages than OpenSMTPD takes over one session (100), whichever session carries them. */
  @ParameterizedTest
  @EnumSource(names = {"DEFAULTS", "FULL"})
  default void manyCallersShareFourSessionsAndEachMailArrivesOnce(WireMode mode) throws Exception {
    int messages = 96;
    List<String> sent = new ArrayList<>();
    try (SmtpPool pool =
        server().pool(mode.and("maxPoolSize", "4", "maxMessagesPerSession", "0"))) {
      ExecutorService callers = Executors.newFixedThreadPool(8);
      try {
        List<Future<SmtpSendResult>> results = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
          MimeMessage message = Mails.text(pool.factory(), "load " + i);
          results.add(callers.submit(() -> pool.factory().send(message)));
        }
        for (Future<SmtpSendResult> result : results) {
          sent.add(result.get().messageId());
        }
      } finally {
        callers.shutdownNow();
      }
      long sessions = pool.factory().status().sessionsOpened();
      assertTrue(sessions <= 4, () -> sessions + " sessions");
    }
    for (String id : sent) {
      server().awaitDelivered(id, 1);
    }
    List<String> arrived =
        server().process().delivered().stream()
            .flatMap(mail -> mail.header("Message-ID").stream())
            .filter(new HashSet<>(sent)::contains)
            .sorted()
            .toList();
    assertEquals(sent.stream().sorted().toList(), arrived);
  }
}
