package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.SmtpSendStage;
import org.smtpra.standalone.SmtpPool;

/** Envelopes that travel with the content before them, where the server offers PIPELINING. */
interface BatchScenarios extends Scenario {

  /** In FULL several messages are in flight at once, the refused ones among them. */
  @TestFactory
  default Stream<DynamicTest> aRefusedRecipientInABatchDisturbsNoNeighbour() {
    return DynamicTest.stream(
        server().traits().modes().stream()
            .filter(
                mode ->
                    mode != WireMode.FULL
                        || !server().traits().have(Shortcoming.DIES_OF_REFUSALS_IN_FULL)),
        WireMode::name,
        this::aRefusedRecipientInABatchDisturbsNoNeighbour);
  }

  private void aRefusedRecipientInABatchDisturbsNoNeighbour(WireMode mode) throws Exception {
    try (SmtpPool pool = server().pool(mode.and())) {
      List<MimeMessage> messages = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        messages.add(
            i % 5 == 3
                ? Mails.text(pool.factory(), "refused " + i, "bad.one@example.test")
                : Mails.large(pool.factory(), "batch " + i, i * 9_000));
      }
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages, SmtpBatchOptions.defaults());
      for (int i = 0; i < 12; i++) {
        if (i % 5 == 3) {
          Failed failed = assertInstanceOf(Failed.class, outcomes.get(i));
          assertEquals(SmtpSendStage.RCPT_TO, failed.failure().classification().stage());
        } else {
          assertArrivedOnce(outcomes.get(i));
        }
      }
      assertEquals(1, pool.factory().status().sessionsOpened(), server().process()::log);
    }
  }

  private void assertArrivedOnce(SmtpSendOutcome outcome) {
    Sent sent =
        assertInstanceOf(Sent.class, outcome, () -> outcome + "\n" + server().process().log());
    server().awaitDelivered(sent.result().messageId(), 1);
    assertEquals(List.of(Mails.RECIPIENT), server().recipientsOf(sent.result().messageId()));
  }

  @TestFactory
  default Stream<DynamicTest> aBatchOverThreeSessionsArrivesWholeAndEachMailOnce() {
    return DynamicTest.stream(
        server().traits().modes().stream()
            .filter(mode -> mode == WireMode.DEFAULTS || mode == WireMode.FULL),
        WireMode::name,
        this::aBatchOverThreeSessionsArrivesWholeAndEachMailOnce);
  }

  private void aBatchOverThreeSessionsArrivesWholeAndEachMailOnce(WireMode mode) throws Exception {
    try (SmtpPool pool =
        server().pool(mode.and("maxPoolSize", "3", "maxMessagesPerSession", "0"))) {
      List<MimeMessage> messages = new ArrayList<>();
      for (int i = 0; i < 90; i++) {
        messages.add(Mails.text(pool.factory(), "batch " + i));
      }
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages, SmtpBatchOptions.builder().leases(3).build());
      outcomes.forEach(this::assertArrivedOnce);
      assertTrue(pool.factory().status().sessionsOpened() <= 3);
    }
  }
}
