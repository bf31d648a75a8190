package org.smtpra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.smtpra.RecipientOutcome.Disposition.ACCEPTED;
import static org.smtpra.RecipientOutcome.Disposition.DEFERRED;
import static org.smtpra.RecipientOutcome.Disposition.NOT_ATTEMPTED;
import static org.smtpra.RecipientOutcome.Disposition.REFUSED;
import static org.smtpra.RecipientOutcome.Disposition.UNKNOWN;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.RecipientOutcome.Disposition;

class SmtpSendFailedExceptionTest {

  private static final SmtpReply REPLY =
      new SmtpReply(550, "5.1.1", List.of("no such user", "ask the postmaster"));

  private static RecipientOutcome outcome(Disposition disposition) {
    return new RecipientOutcome(
        disposition.name().toLowerCase(Locale.ROOT) + "@example.org",
        disposition,
        disposition == REFUSED ? Optional.of(REPLY) : Optional.empty());
  }

  private static SmtpSendFailedException failure(SmtpFailureKind kind, SmtpFailureReason reason) {
    return SmtpSendFailedException.builder(
            "what happened",
            SmtpFailureClassification.of(kind, reason, SmtpSendStage.RCPT_TO)
                .withReply(REPLY)
                .withRetryAfter(Duration.ofMinutes(5)))
        .attempts(2)
        .endpointKey("mail.example.com:587")
        .messageId("<1@example.com>")
        .recipients(Arrays.stream(Disposition.values()).map(x -> outcome(x)).toList())
        .transcript(List.of("C: RCPT TO:<a@b>", "S: 550 5.1.1 no such user"))
        .cause(new IOException("the cause"))
        .build();
  }

  private static List<String> texts(Address[] addresses) {
    return Arrays.stream(addresses).map(Address::toString).toList();
  }

  @Test
  void everythingSurvivesARemoteCall() throws Exception {
    SmtpSendFailedException original =
        failure(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.RECIPIENTS_REFUSED);
    SmtpSendFailedException copy = Copies.of(original);
    assertEquals(original.getMessage(), copy.getMessage());
    assertEquals(original.classification(), copy.classification());
    assertEquals(original.attempts(), copy.attempts());
    assertEquals(original.endpointKey(), copy.endpointKey());
    assertEquals(original.messageId(), copy.messageId());
    assertEquals(original.recipients(), copy.recipients());
    assertEquals(original.transcript(), copy.transcript());
    assertEquals("the cause", copy.getCause().getMessage());
    assertArrayEquals(original.getInvalidAddresses(), copy.getInvalidAddresses());
    assertArrayEquals(original.getValidSentAddresses(), copy.getValidSentAddresses());
    assertArrayEquals(original.getValidUnsentAddresses(), copy.getValidUnsentAddresses());
    assertEquals(5, copy.recipients().size());
  }

  @Test
  void addressListsOfJakartaMailAreThoseOfTheOutcomes() {
    SmtpSendFailedException failure =
        failure(SmtpFailureKind.PERMANENT_FAILURE, SmtpFailureReason.RECIPIENTS_REFUSED);
    assertEquals(List.of("refused@example.org"), texts(failure.getInvalidAddresses()));
    assertEquals(
        List.of("accepted@example.org", "unknown@example.org"),
        texts(failure.getValidSentAddresses()));
    assertEquals(
        List.of("deferred@example.org", "not_attempted@example.org"),
        texts(failure.getValidUnsentAddresses()));
  }

  @Test
  void codeThatCatchesJakartaMailsExceptionsGoesOnWorking() {
    SmtpSendFailedException failure =
        failure(SmtpFailureKind.CANCELLED, SmtpFailureReason.CANCELLED);
    assertInstanceOf(SendFailedException.class, failure);
    assertInstanceOf(MessagingException.class, failure);
  }

  @ParameterizedTest
  @EnumSource(SmtpFailureKind.class)
  void nobodyWhoMayHaveTheMessageIsToGetItAgain(SmtpFailureKind kind) {
    for (SmtpFailureReason reason : SmtpFailureReason.values()) {
      List<String> again = failure(kind, reason).recipientsToSendAgain();
      for (Disposition never : List.of(ACCEPTED, UNKNOWN, REFUSED)) {
        assertEquals(-1, again.indexOf(outcome(never).address()), kind + " " + reason);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POOL_EXHAUSTED,              POOL_EXHAUSTED,         true",
    "RETRYABLE_BEFORE_SEND,       CONNECTION_LOST,        true",
    "RETRYABLE_TEMPORARY_FAILURE, DEFERRED,               true",
    "UNKNOWN_AFTER_DATA,          TIMEOUT,                true",
    "CANCELLED,                   CANCELLED,              true",
    "PERMANENT_FAILURE,           RECIPIENTS_REFUSED,     true",
    "PERMANENT_FAILURE,           SENDER_REFUSED,         false",
    "PERMANENT_FAILURE,           MESSAGE_REFUSED,        false",
    "PERMANENT_FAILURE,           MESSAGE_INVALID,        false",
    "PERMANENT_FAILURE,           AUTHENTICATION_REFUSED, false",
    "PERMANENT_FAILURE,           TLS_FAILED,             false"
  })
  void whoDoesNotHaveItGetsItAgainUnlessTheSameMessageFailsAgain(
      SmtpFailureKind kind, SmtpFailureReason reason, boolean again) {
    assertEquals(
        again ? List.of(outcome(DEFERRED).address(), outcome(NOT_ATTEMPTED).address()) : List.of(),
        failure(kind, reason).recipientsToSendAgain());
  }

  @ParameterizedTest
  @CsvSource({
    "POOL_EXHAUSTED, true",
    "RETRYABLE_BEFORE_SEND, true",
    "RETRYABLE_TEMPORARY_FAILURE, true",
    "PERMANENT_FAILURE, false",
    "UNKNOWN_AFTER_DATA, false",
    "CANCELLED, true"
  })
  void kindSaysWhetherTheSameMessageMayBeSentAgain(SmtpFailureKind kind, boolean safe) {
    assertEquals(safe, kind.safeToSendAgain());
    assertEquals(safe, failure(kind, SmtpFailureReason.TIMEOUT).classification().safeToSendAgain());
  }

  @Test
  void listsCannotBeChanged() {
    SmtpSendFailedException failure =
        failure(SmtpFailureKind.CANCELLED, SmtpFailureReason.CANCELLED);
    assertThrows(UnsupportedOperationException.class, () -> failure.recipients().clear());
    assertThrows(UnsupportedOperationException.class, () -> failure.transcript().clear());
  }

  @Test
  void addressThatWasRefusedForItsSyntaxIsShownAsItIs() {
    SmtpSendFailedException failure =
        SmtpSendFailedException.builder(
                "x",
                SmtpFailureClassification.of(
                    SmtpFailureKind.PERMANENT_FAILURE,
                    SmtpFailureReason.RECIPIENTS_REFUSED,
                    SmtpSendStage.RCPT_TO))
            .recipients(List.of(new RecipientOutcome("not an address", REFUSED, Optional.empty())))
            .build();
    assertEquals(1, failure.getInvalidAddresses().length);
    assertEquals("", failure.endpointKey());
    assertEquals("", failure.messageId());
    assertEquals(0, failure.attempts());
  }
}
