package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;

/** One recipient of three is refused. */
interface RecipientScenarios extends Scenario {

  private static MimeMessage toThree(SmtpConnectionFactory factory) throws Exception {
    return Mails.text(
        factory, "three", "anna@example.test", "bad.one@example.test", "boris@example.test");
  }

  @TestFactory
  default Stream<DynamicTest> allOrNothingServesNobodyAndNamesTheRefusedOne() {
    return inEveryMode(this::allOrNothingServesNobodyAndNamesTheRefusedOne);
  }

  private void allOrNothingServesNobodyAndNamesTheRefusedOne(WireMode mode) throws Exception {
    try (SmtpPool pool = server().pool(mode.and())) {
      SmtpSendFailedException failure = Mails.failure(pool.factory(), toThree(pool.factory()));
      assertEquals(
          SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind(), failure::toString);
      assertEquals(SmtpFailureReason.RECIPIENTS_REFUSED, failure.classification().reason());
      assertEquals(
          List.of(Disposition.NOT_ATTEMPTED, Disposition.REFUSED, Disposition.NOT_ATTEMPTED),
          failure.recipients().stream().map(RecipientOutcome::disposition).toList());
      assertIsRefusal(failure.recipients().get(1));
      assertTrue(failure.getMessage().contains("bad.one@example.test"), failure::getMessage);
      // A 354 that must not be used can only be answered by closing, if somebody was accepted.
      assertSendsAgain(pool, mode == WireMode.DATA_WITH_RECIPIENTS ? 2 : 1);
      assertEquals(List.of(), server().recipientsOf(failure.messageId()));
    }
  }

  @TestFactory
  default Stream<DynamicTest> sendToAcceptedServesTheOthers() {
    return inEveryMode(this::sendToAcceptedServesTheOthers);
  }

  private void sendToAcceptedServesTheOthers(WireMode mode) throws Exception {
    try (SmtpPool pool = server().pool(mode.and())) {
      SmtpSendOptions options =
          SmtpSendOptions.builder().recipientPolicy(SmtpRecipientPolicy.SEND_TO_ACCEPTED).build();
      SmtpSendResult result = pool.factory().send(toThree(pool.factory()), options);
      assertEquals(
          List.of(Disposition.ACCEPTED, Disposition.REFUSED, Disposition.ACCEPTED),
          result.recipients().stream().map(RecipientOutcome::disposition).toList());
      assertIsRefusal(result.recipients().get(1));
      server().awaitDelivered(result.messageId(), 2);
      assertSendsAgain(pool, 1);
      assertEquals(
          List.of("anna@example.test", "boris@example.test"),
          server().recipientsOf(result.messageId()));
    }
  }

  @TestFactory
  default Stream<DynamicTest> sendToAcceptedFailsWhereAllAreRefused() {
    return inEveryMode(this::sendToAcceptedFailsWhereAllAreRefused);
  }

  private void sendToAcceptedFailsWhereAllAreRefused(WireMode mode) throws Exception {
    try (SmtpPool pool = server().pool(mode.and("recipientPolicy", "SEND_TO_ACCEPTED"))) {
      SmtpSendFailedException failure =
          Mails.failure(
              pool.factory(),
              Mails.text(pool.factory(), "none", "bad.1@example.test", "bad.2@example.test"));
      assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
      assertEquals(2, failure.getInvalidAddresses().length);
      assertSendsAgain(pool, 1);
    }
  }

  @Test
  default void manyRefusalsLeaveTheServerInUse() throws Exception {
    try (SmtpPool pool = server().pool()) {
      for (int i = 0; i < 25; i++) {
        SmtpSendFailedException failure =
            Mails.failure(
                pool.factory(),
                Mails.text(pool.factory(), "refused", "bad." + i + "@example.test"));
        assertEquals(
            SmtpFailureReason.RECIPIENTS_REFUSED,
            failure.classification().reason(),
            failure::toString);
      }
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "at last"));
      server().awaitDelivered(result.messageId(), 1);
    }
  }

  private static void assertIsRefusal(RecipientOutcome outcome) {
    assertEquals("bad.one@example.test", outcome.address());
    assertEquals(550, outcome.reply().orElseThrow().code());
  }

  private void assertSendsAgain(SmtpPool pool, int mostSessions) throws Exception {
    SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "again"));
    server().awaitDelivered(result.messageId(), 1);
    long sessions = pool.factory().status().sessionsOpened();
    assertTrue(sessions <= mostSessions, () -> sessions + " sessions");
  }
}
