package org.smtpra.failure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendStage;

class SmtpFailureTest {

  @Test
  void whatIsAddedOnTheWayKeepsWhatWasKnown() {
    SmtpFailureClassification classification =
        FailureTable.before(SmtpSendStage.DATA, FailureCause.TIMEOUT);
    IOException cause = new IOException("no answer");
    SmtpFailure first = new SmtpFailure("timed out", classification, cause);
    Exception other = new Exception("the other address");
    first.addSuppressed(other);
    RecipientOutcome anna =
        new RecipientOutcome("anna@example.org", Disposition.NOT_ATTEMPTED, Optional.empty());

    SmtpFailure last = first.in("mail:25", List.of("C: DATA")).withRecipients(List.of(anna));

    assertEquals("timed out", last.getMessage());
    assertSame(classification, last.classification());
    assertSame(cause, last.getCause());
    assertArrayEquals(new Throwable[] {other}, last.getSuppressed());
    assertArrayEquals(first.getStackTrace(), last.getStackTrace());
    assertEquals("mail:25", last.endpointKey());
    assertEquals(List.of("C: DATA"), last.transcript());
    assertEquals(List.of(anna), last.recipients());
    assertEquals(List.of(), first.recipients());
  }
}
