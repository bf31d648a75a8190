package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.RetryRules;
import org.smtpra.testkit.TestNanoClock;
import org.smtpra.transport.Deadline;

class RetryPlanTest {

  private final TestNanoClock clock = new TestNanoClock();
  private double random = 0.5;
  private final RetryPlan plan =
      new RetryPlan(new RetryRules(10, Duration.ofSeconds(2), 0.2), () -> random);

  private Optional<Duration> wait(SmtpFailureKind kind, SmtpFailureReason reason, int done) {
    return plan.waitAfter(
        SmtpFailureClassification.of(kind, reason, SmtpSendStage.MAIL_FROM),
        done,
        Deadline.never(clock));
  }

  private Optional<Duration> deferred(int done) {
    return wait(SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE, SmtpFailureReason.DEFERRED, done);
  }

  @Test
  void waitDoublesUpToAMinute() {
    assertEquals(Optional.of(Duration.ofSeconds(2)), deferred(1));
    assertEquals(Optional.of(Duration.ofSeconds(4)), deferred(2));
    assertEquals(Optional.of(Duration.ofSeconds(32)), deferred(5));
    assertEquals(Optional.of(Duration.ofMinutes(1)), deferred(6));
    assertEquals(Optional.of(Duration.ofMinutes(1)), deferred(10));
  }

  @Test
  void waitIsSpreadAtRandom() {
    random = 0;
    assertEquals(Optional.of(Duration.ofMillis(1_600)), deferred(1));
    random = 1;
    assertEquals(Optional.of(Duration.ofMillis(2_400)), deferred(1));
  }

  @Test
  void serversOwnWishCountsWhereItIsLonger() {
    SmtpFailureClassification what =
        SmtpFailureClassification.of(
            SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE,
            SmtpFailureReason.DEFERRED,
            SmtpSendStage.RCPT_TO);
    Deadline never = Deadline.never(clock);
    assertEquals(
        Optional.of(Duration.ofSeconds(20)),
        plan.waitAfter(what.withRetryAfter(Duration.ofSeconds(20)), 1, never));
    assertEquals(
        Optional.of(Duration.ofSeconds(2)),
        plan.waitAfter(what.withRetryAfter(Duration.ofSeconds(1)), 1, never));
    assertEquals(
        Optional.empty(), plan.waitAfter(what.withRetryAfter(Duration.ofSeconds(61)), 1, never));
  }

  @Test
  void waitMustEndBeforeTheDeadline() {
    SmtpFailureClassification what =
        SmtpFailureClassification.of(
            SmtpFailureKind.RETRYABLE_BEFORE_SEND,
            SmtpFailureReason.CONNECTION_LOST,
            SmtpSendStage.DATA);
    Deadline two = Deadline.after(Duration.ofSeconds(2), clock);
    assertEquals(Optional.empty(), plan.waitAfter(what, 1, two));
    assertEquals(Optional.empty(), plan.waitForDeferred(1, two));
  }

  @ParameterizedTest
  @CsvSource({
    "RETRYABLE_BEFORE_SEND, CONNECT_FAILED, true",
    "RETRYABLE_BEFORE_SEND, CONNECTION_LOST, true",
    "RETRYABLE_BEFORE_SEND, ALLOCATION_FAILED, true",
    "RETRYABLE_BEFORE_SEND, NO_HOST_AVAILABLE, false",
    "RETRYABLE_BEFORE_SEND, THROTTLED, false",
    "RETRYABLE_BEFORE_SEND, SHUTDOWN, false",
    "RETRYABLE_TEMPORARY_FAILURE, DEFERRED, true",
    "RETRYABLE_TEMPORARY_FAILURE, THROTTLED, true",
    "POOL_EXHAUSTED, POOL_EXHAUSTED, false",
    "PERMANENT_FAILURE, MESSAGE_REFUSED, false",
    "UNKNOWN_AFTER_DATA, CONNECTION_LOST, false",
    "CANCELLED, CANCELLED, false"
  })
  void kindDecides(SmtpFailureKind kind, SmtpFailureReason reason, boolean again) {
    assertEquals(again, wait(kind, reason, 1).isPresent());
  }
}
