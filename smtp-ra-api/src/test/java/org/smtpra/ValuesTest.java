package org.smtpra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpra.RecipientOutcome.Disposition;

class ValuesTest {

  private static final SmtpReply REPLY = new SmtpReply(451, "4.7.1", List.of("greylisted", "wait"));

  @Test
  void recipientOutcomeSurvivesSerializationWithAndWithoutReply() throws Exception {
    for (Optional<SmtpReply> reply : List.of(Optional.of(REPLY), Optional.<SmtpReply>empty())) {
      RecipientOutcome outcome = new RecipientOutcome("a@example.org", Disposition.DEFERRED, reply);
      assertEquals(outcome, Copies.of(outcome));
    }
  }

  @Test
  void recipientOutcomeRefusesNullByName() {
    assertEquals(
        "reply",
        assertThrows(
                NullPointerException.class,
                () -> new RecipientOutcome("a@example.org", Disposition.UNKNOWN, null))
            .getMessage());
  }

  @Test
  void replyReadsLikeALineOfTheServer() {
    assertEquals("451 4.7.1 greylisted / wait", REPLY.toString());
    assertEquals("250 ok", new SmtpReply(250, "", List.of("ok")).toString());
  }

  @Test
  void replyCopiesItsLines() {
    List<String> lines = new ArrayList<>(List.of("one"));
    SmtpReply reply = new SmtpReply(250, "", lines);
    lines.add("two");
    assertEquals(List.of("one"), reply.lines());
  }

  @Test
  void replyKnowsItsClass() {
    assertTrue(new SmtpReply(250, "", List.of()).isPositive());
    assertTrue(new SmtpReply(354, "", List.of()).isIntermediate());
    assertTrue(REPLY.isTransientRefusal());
    assertTrue(new SmtpReply(550, "", List.of()).isPermanentRefusal());
  }

  @Test
  void classificationTellsAllOfItselfAndComparesByValue() throws Exception {
    SmtpFailureClassification plain =
        SmtpFailureClassification.of(
            SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE,
            SmtpFailureReason.DEFERRED,
            SmtpSendStage.RCPT_TO);
    SmtpFailureClassification full = plain.withReply(REPLY).withRetryAfter(Duration.ofMinutes(5));
    assertEquals(
        "RETRYABLE_TEMPORARY_FAILURE (DEFERRED at RCPT_TO: 451 4.7.1 greylisted / wait, retry after"
            + " 300000 ms)",
        full.toString());
    assertEquals("RETRYABLE_TEMPORARY_FAILURE (DEFERRED at RCPT_TO)", plain.toString());
    assertEquals(full, Copies.of(full));
    assertEquals(full.hashCode(), Copies.of(full).hashCode());
    assertNotEquals(full, plain);
    assertEquals(Optional.of(REPLY), full.reply());
    assertEquals(Optional.of(Duration.ofMinutes(5)), full.retryAfter());
  }

  @Test
  void resultSurvivesSerialization() throws Exception {
    SmtpSendResult result =
        SmtpSendResult.builder()
            .endpointKey("mail.example.com:587")
            .attempts(2)
            .messageId("<1@example.com>")
            .finalReply(new SmtpReply(250, "2.0.0", List.of("queued as 42")))
            .recipients(
                List.of(new RecipientOutcome("a@b", Disposition.ACCEPTED, Optional.of(REPLY))))
            .acceptedAt(Instant.EPOCH)
            .elapsed(Duration.ofMillis(12))
            .build();
    SmtpSendResult copy = Copies.of(result);
    assertEquals(result.toString(), copy.toString());
    assertEquals(result.recipients(), copy.recipients());
    assertEquals(
        "<1@example.com> taken by mail.example.com:587 in 12 ms, attempt 2: 250 2.0.0 queued as 42",
        copy.toString());
  }

  @Test
  void statusAddsUpItsHostsAndFailures() {
    SmtpFactoryStatus status =
        new SmtpFactoryStatus(
            List.of(
                new SmtpHostStatus(
                    "a:25", 0, 1, 2, 10, 1, SmtpHostState.AVAILABLE, Duration.ZERO, ""),
                new SmtpHostStatus(
                    "b:25", 1, 1, 3, 20, 0, SmtpHostState.AVAILABLE, Duration.ZERO, "")),
            List.of(),
            7,
            5,
            Map.of(SmtpFailureKind.CANCELLED, 2L, SmtpFailureKind.UNKNOWN_AFTER_DATA, 1L));
    assertEquals(5, status.openSessions());
    assertEquals(30, status.sessionsOpened());
    assertEquals(3, status.failures());
  }
}
