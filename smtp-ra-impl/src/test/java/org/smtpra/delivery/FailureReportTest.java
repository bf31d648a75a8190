package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

class FailureReportTest {

  private static final SmtpReply REFUSAL = new SmtpReply(550, "5.1.1", List.of("no mailbox"));
  private static final SmtpReply CONSENT = new SmtpReply(250, "2.1.5", List.of("ok"));

  private static String text(SmtpSendStage stage, List<RecipientOutcome> recipients) {
    SmtpFailure failure =
        new SmtpFailure("it said 550", FailureTable.refused(stage, REFUSAL), null);
    return FailureReport.of(failure.withRecipients(recipients), 1, "").getMessage();
  }

  private static RecipientOutcome refused(String address) {
    return new RecipientOutcome(address, Disposition.REFUSED, Optional.of(REFUSAL));
  }

  @Test
  void theTextNamesTheRefusedRecipientOnly() {
    RecipientOutcome accepted =
        new RecipientOutcome("a@b.test", Disposition.NOT_ATTEMPTED, Optional.of(CONSENT));
    assertEquals(
        "it said 550; refused: c@b.test",
        text(SmtpSendStage.RCPT_TO, List.of(accepted, refused("c@b.test"))));
  }

  @Test
  void theTextCountsWhatItDoesNotName() {
    List<RecipientOutcome> many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> refused(i + "@b.test"))
            .collect(Collectors.toList());
    assertEquals(
        "it said 550; refused: 0@b.test, 1@b.test, 2@b.test, 3@b.test, 4@b.test and 995 more",
        text(SmtpSendStage.RCPT_TO, many));
  }

  @Test
  void aRefusalOfTheContentBlamesNoRecipient() {
    assertEquals("it said 550", text(SmtpSendStage.FINAL_REPLY, List.of(refused("c@b.test"))));
  }
}
