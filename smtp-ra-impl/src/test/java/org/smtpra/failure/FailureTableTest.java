package org.smtpra.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;

class FailureTableTest {

  private static final String CAUSES =
      """
      CONNECT_FAILED        RETRYABLE_BEFORE_SEND CONNECT_FAILED
      TLS_HANDSHAKE_FAILED  RETRYABLE_BEFORE_SEND TLS_FAILED
      CERTIFICATE_REFUSED   PERMANENT_FAILURE     TLS_FAILED
      STARTTLS_NOT_OFFERED  PERMANENT_FAILURE     TLS_FAILED
      STARTTLS_INJECTION    RETRYABLE_BEFORE_SEND TLS_FAILED
      NO_COMMON_MECHANISM   PERMANENT_FAILURE     AUTHENTICATION_REFUSED
      AUTHENTICATION_FAILED PERMANENT_FAILURE     AUTHENTICATION_REFUSED
      CONNECTION_LOST       RETRYABLE_BEFORE_SEND CONNECTION_LOST
      TIMEOUT               RETRYABLE_BEFORE_SEND TIMEOUT
      PROTOCOL_ERROR        RETRYABLE_BEFORE_SEND PROTOCOL_ERROR
      MESSAGE_INVALID       PERMANENT_FAILURE     MESSAGE_INVALID
      MESSAGE_TOO_LARGE     PERMANENT_FAILURE     MESSAGE_TOO_LARGE
      EXTENSION_MISSING     PERMANENT_FAILURE     EXTENSION_MISSING
      TOKEN_UNAVAILABLE     RETRYABLE_TEMPORARY_FAILURE AUTHENTICATION_TEMPORARY
      CHANNEL_BINDING_REFUSED PERMANENT_FAILURE   TLS_FAILED
      TICKET_UNAVAILABLE    RETRYABLE_TEMPORARY_FAILURE AUTHENTICATION_TEMPORARY
      TOKEN_REFUSED         PERMANENT_FAILURE     AUTHENTICATION_REFUSED
      CONFIGURATION         PERMANENT_FAILURE     CONFIGURATION
      NO_HOST_AVAILABLE     RETRYABLE_BEFORE_SEND NO_HOST_AVAILABLE
      RATE_LIMITED          RETRYABLE_BEFORE_SEND THROTTLED
      SHUTDOWN              RETRYABLE_BEFORE_SEND SHUTDOWN
      CANCELLED             CANCELLED             CANCELLED
      POOL_EXHAUSTED        POOL_EXHAUSTED        POOL_EXHAUSTED
      QUEUE_FULL            RETRYABLE_BEFORE_SEND QUEUE_FULL
      ALLOCATION_FAILED     RETRYABLE_BEFORE_SEND ALLOCATION_FAILED
      """;

  private static List<String> row(FailureCause cause) {
    return CAUSES
        .lines()
        .map(line -> List.of(line.split(" +")))
        .filter(words -> words.get(0).equals(cause.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(cause + " has no row"));
  }

  @ParameterizedTest
  @EnumSource
  void beforeTheBoundaryTheCauseDecidesAtEveryStage(FailureCause cause) {
    for (SmtpSendStage stage : SmtpSendStage.values()) {
      assertEquals(
          SmtpFailureClassification.of(
              SmtpFailureKind.valueOf(row(cause).get(1)),
              SmtpFailureReason.valueOf(row(cause).get(2)),
              stage),
          FailureTable.before(stage, cause));
    }
  }

  @ParameterizedTest
  @EnumSource
  void behindTheBoundaryNothingIsKnown(FailureCause cause) {
    SmtpFailureClassification behind = FailureTable.behind(cause);
    assertEquals(
        SmtpFailureClassification.of(
            SmtpFailureKind.UNKNOWN_AFTER_DATA,
            SmtpFailureReason.valueOf(row(cause).get(2)),
            SmtpSendStage.FINAL_REPLY),
        behind);
    assertFalse(behind.safeToSendAgain());
  }

  @ParameterizedTest
  @CsvSource({
    "ACQUIRE,      RETRYABLE_BEFORE_SEND, GREETING_REFUSED, RETRYABLE_BEFORE_SEND, GREETING_REFUSED",
    "CONNECT,      RETRYABLE_BEFORE_SEND, GREETING_REFUSED, RETRYABLE_BEFORE_SEND, GREETING_REFUSED",
    "GREETING,     RETRYABLE_BEFORE_SEND, GREETING_REFUSED, RETRYABLE_BEFORE_SEND, GREETING_REFUSED",
    "EHLO,         RETRYABLE_BEFORE_SEND, GREETING_REFUSED, RETRYABLE_BEFORE_SEND, GREETING_REFUSED",
    "STARTTLS,     RETRYABLE_BEFORE_SEND, TLS_FAILED, PERMANENT_FAILURE, TLS_FAILED",
    "AUTHENTICATE, RETRYABLE_TEMPORARY_FAILURE, AUTHENTICATION_TEMPORARY, PERMANENT_FAILURE, AUTHENTICATION_REFUSED",
    "MAIL_FROM,    RETRYABLE_TEMPORARY_FAILURE, DEFERRED, PERMANENT_FAILURE, SENDER_REFUSED",
    "RCPT_TO,      RETRYABLE_TEMPORARY_FAILURE, DEFERRED, PERMANENT_FAILURE, RECIPIENTS_REFUSED",
    "DATA,         RETRYABLE_TEMPORARY_FAILURE, DEFERRED, PERMANENT_FAILURE, MESSAGE_REFUSED",
    "CONTENT,      RETRYABLE_TEMPORARY_FAILURE, DEFERRED, PERMANENT_FAILURE, MESSAGE_REFUSED",
    "FINAL_REPLY,  RETRYABLE_TEMPORARY_FAILURE, DEFERRED, PERMANENT_FAILURE, MESSAGE_REFUSED",
  })
  void refusalIsGradedByItsStage(
      SmtpSendStage stage,
      SmtpFailureKind kindForNow,
      SmtpFailureReason reasonForNow,
      SmtpFailureKind kindForGood,
      SmtpFailureReason reasonForGood) {
    for (String transientReply : List.of("400", "432 4.7.12", "450", "451 4.7.1", "452", "499")) {
      assertRefused(kindForNow, reasonForNow, stage, transientReply);
    }
    for (String permanentReply : List.of("500", "521 5.3.2", "535 5.7.8", "550 5.1.1", "554")) {
      assertRefused(kindForGood, reasonForGood, stage, permanentReply);
    }
  }

  private static void assertRefused(
      SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage, String text) {
    SmtpReply reply = reply(text);
    assertEquals(
        SmtpFailureClassification.of(kind, reason, stage).withReply(reply),
        FailureTable.refused(stage, reply));
  }

  private static SmtpReply reply(String text) {
    String[] words = text.split(" ", 2);
    return new SmtpReply(
        Integer.parseInt(words[0]), words.length > 1 ? words[1] : "", List.of("text"));
  }

  @ParameterizedTest
  @EnumSource
  void replyThatIsNoRefusalIsNonsenseAndAtTheEndLeavesDoubt(SmtpSendStage stage) {
    SmtpFailureKind kind =
        stage == SmtpSendStage.FINAL_REPLY
            ? SmtpFailureKind.UNKNOWN_AFTER_DATA
            : SmtpFailureKind.RETRYABLE_BEFORE_SEND;
    for (String nonsense : List.of("200", "221 2.0.0", "250", "299", "334", "354", "399")) {
      assertRefused(kind, SmtpFailureReason.PROTOCOL_ERROR, stage, nonsense);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL_FROM,   530 5.7.0, PERMANENT_FAILURE, AUTHENTICATION_REFUSED",
    "MAIL_FROM,   552, PERMANENT_FAILURE, MESSAGE_TOO_LARGE",
    "MAIL_FROM,   552 5.3.4, PERMANENT_FAILURE, MESSAGE_TOO_LARGE",
    "MAIL_FROM,   552 5.2.2, PERMANENT_FAILURE, SENDER_REFUSED",
    "MAIL_FROM,   421 4.3.2, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "RCPT_TO,     552, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "RCPT_TO,     552 5.5.3, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "RCPT_TO,     552 5.2.2, PERMANENT_FAILURE, RECIPIENTS_REFUSED",
    "RCPT_TO,     550 5.2.2, PERMANENT_FAILURE, RECIPIENTS_REFUSED",
    "DATA,        552 5.3.4, PERMANENT_FAILURE, MESSAGE_TOO_LARGE",
    "CONTENT,     552, PERMANENT_FAILURE, MESSAGE_TOO_LARGE",
    "CONTENT,     421 4.3.2, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "CONTENT,     451 4.4.1, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "FINAL_REPLY, 554 5.3.4, PERMANENT_FAILURE, MESSAGE_TOO_LARGE",
    "FINAL_REPLY, 552 5.2.2, PERMANENT_FAILURE, MESSAGE_REFUSED",
    "FINAL_REPLY, 421, UNKNOWN_AFTER_DATA, DEFERRED",
    "FINAL_REPLY, 421 4.3.2, UNKNOWN_AFTER_DATA, DEFERRED",
    "FINAL_REPLY, 451 4.4.1, UNKNOWN_AFTER_DATA, DEFERRED",
    "FINAL_REPLY, 554 5.4.14, UNKNOWN_AFTER_DATA, DEFERRED",
    "FINAL_REPLY, 451 4.5.4, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "FINAL_REPLY, 550 5.14.0, PERMANENT_FAILURE, MESSAGE_REFUSED",
  })
  void someRepliesMeanMoreThanTheirClass(
      SmtpSendStage stage, String reply, SmtpFailureKind kind, SmtpFailureReason reason) {
    assertRefused(kind, reason, stage, reply);
  }

  @ParameterizedTest
  @EnumSource
  void safeToSendAgainIsNeverSaidOfAFinalDoubtNorOfARefusalForGood(SmtpSendStage stage) {
    for (int code = 200; code < 600; code++) {
      SmtpFailureClassification classification = FailureTable.refused(stage, reply(code + ""));
      boolean refusedForNow = code / 100 == 4 && code != 421;
      if (stage == SmtpSendStage.FINAL_REPLY) {
        assertEquals(refusedForNow, classification.safeToSendAgain(), classification.toString());
      } else if (code / 100 == 4) {
        assertTrue(classification.safeToSendAgain(), classification.toString());
      }
      assertEquals(stage, classification.stage());
    }
  }

  @Test
  void everyKindButTheAmbiguousOneIsReachedBeforeTheBoundary() {
    Set<SmtpFailureKind> reached =
        EnumSet.allOf(FailureCause.class).stream()
            .map(cause -> FailureTable.before(SmtpSendStage.MAIL_FROM, cause).kind())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(SmtpFailureKind.class)));
    assertFalse(reached.contains(SmtpFailureKind.UNKNOWN_AFTER_DATA));
    assertEquals(SmtpFailureKind.values().length - 1, reached.size());
  }

  @Test
  void only552MeansTooManyRecipients() {
    Set<Integer> codes =
        IntStream.range(200, 600)
            .filter(code -> FailureTable.meansTooManyRecipients(reply(code + "")))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(552), codes);
  }
}
