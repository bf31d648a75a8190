package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSendStage;
import org.smtpra.standalone.SmtpPool;

/** A message that is larger than the server takes. */
interface SizeScenarios extends Scenario {

  /** Starts another server of this kind. */
  ServerUnderTest startWithSizeLimit(int octets);

  @Test
  default void aMessageOverTheStatedLimitIsNotOffered() throws Exception {
    int limit = 50_000;
    try (ServerUnderTest small = startWithSizeLimit(limit);
        SmtpPool pool = small.pool()) {
      MimeMessage message = Mails.large(pool.factory(), "too large", 2 * limit);
      SmtpSendFailedException failure = Mails.failure(pool.factory(), message);
      assertTooLarge(failure);
      assertEquals(SmtpSendStage.MAIL_FROM, failure.classification().stage());
      assertTrue(failure.getMessage().contains(String.valueOf(limit)), failure::getMessage);
      SmtpSendResult result =
          pool.factory().send(Mails.large(pool.factory(), "fits", limit - 2_000));
      small.awaitDelivered(result.messageId(), 1);
      assertEquals(1, pool.factory().status().sessionsOpened());
    }
  }

  /** Its size is not known before it is sent, so the server has to find out. */
  @TestFactory
  default Stream<DynamicTest> aStreamedMessageOverTheLimitIsRefused() {
    return inEveryMode(this::aStreamedMessageOverTheLimitIsRefused);
  }

  private void aStreamedMessageOverTheLimitIsRefused(WireMode mode) throws Exception {
    try (SmtpPool pool = server().pool(mode.and())) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.large(pool.factory(), "streamed", 1_200_000));
      assertTooLarge(failure);
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "small"));
      server().awaitDelivered(result.messageId(), 1);
      // Exim refuses in the midst of a chunk, and where the rest of it ends is then unsure.
      boolean replaced =
          mode == WireMode.BDAT || server().traits().have(Shortcoming.KEEPS_A_REFUSED_TRANSACTION);
      long mostSessions = replaced ? 2 : 1;
      assertTrue(pool.factory().status().sessionsOpened() <= mostSessions);
      assertEquals(0, server().recipientsOf(failure.messageId()).size());
    }
  }

  private static void assertTooLarge(SmtpSendFailedException failure) {
    assertEquals(
        SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind(), failure::toString);
    assertEquals(SmtpFailureReason.MESSAGE_TOO_LARGE, failure.classification().reason());
    assertTrue(failure.recipientsToSendAgain().isEmpty());
  }
}
