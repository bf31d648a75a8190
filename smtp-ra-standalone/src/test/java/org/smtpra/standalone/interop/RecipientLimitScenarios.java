package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.DeliveredMail;

/** A message with more recipients than the server takes in one transaction. */
interface RecipientLimitScenarios extends Scenario {

  /** Starts another server of this kind. */
  ServerUnderTest startWithRecipientLimit(int recipients);

  private static MimeMessage toFive(SmtpConnectionFactory factory) throws Exception {
    return Mails.text(factory, "five", FIVE.toArray(String[]::new));
  }

  List<String> FIVE =
      Stream.of("a", "b", "c", "d", "e").map(name -> name + "@example.test").toList();

  @TestFactory
  default Stream<DynamicTest> recipientsOverTheLimitGetTheMessageInFurtherTransactions() {
    return inEveryMode(this::recipientsOverTheLimitGetTheMessageInFurtherTransactions);
  }

  private void recipientsOverTheLimitGetTheMessageInFurtherTransactions(WireMode mode)
      throws Exception {
    try (ServerUnderTest limited = startWithRecipientLimit(2);
        SmtpPool pool = limited.pool(mode.and("recipientPolicy", "SEND_TO_ACCEPTED"))) {
      MimeMessage message = toFive(pool.factory());
      SmtpSendResult result = pool.factory().send(message);
      assertEquals(
          Set.of(Disposition.ACCEPTED),
          result.recipients().stream()
              .map(RecipientOutcome::disposition)
              .collect(Collectors.toSet()),
          result.recipients()::toString);
      for (DeliveredMail copy : limited.awaitDelivered(result.messageId(), FIVE.size())) {
        CanonicalOctets.assertSame(CanonicalOctets.of(message), copy.content());
      }
      assertEquals(FIVE, limited.recipientsOf(result.messageId()));
      assertEquals(1, pool.factory().status().sessionsOpened());
    }
  }

  @Test
  default void allOrNothingNamesTheLimit() throws Exception {
    try (ServerUnderTest limited = startWithRecipientLimit(2);
        SmtpPool pool = limited.pool()) {
      SmtpSendFailedException failure = Mails.failure(pool.factory(), toFive(pool.factory()));
      assertEquals(
          SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE,
          failure.classification().kind(),
          failure::toString);
      assertTrue(
          failure.getMessage().contains("it takes 2 recipients in one message"),
          failure::getMessage);
      assertEquals(FIVE, failure.recipientsToSendAgain());
    }
  }
}
