package org.smtpra.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;

class ThrottleTableTest {

  @ParameterizedTest(name = "{0} {1} {2} at {3}: wait {4} s")
  @CsvSource({
    "432, 4.3.2,   Concurrent connections limit exceeded,                  MAIL_FROM,    1",
    "451, 4.7.500, Server busy,                                            RCPT_TO,      600",
    "554, 5.2.0,   STOREDRV.Submission.Exception:SubmissionQuotaExceeded,  FINAL_REPLY,  3600",
    "454, '',      Throttling failure: Maximum sending rate exceeded.,     FINAL_REPLY,  1",
    "454, '',      Throttling failure: Daily message quota exceeded.,      FINAL_REPLY,  3600",
    "454, 4.7.0,   Too many login attempts please try again later,         AUTHENTICATE, 600",
    "550, 5.4.5,   Daily user sending limit exceeded,                      MAIL_FROM,    3600",
    "450, 4.7.1,   Error: too much mail from 192.0.2.1,                    MAIL_FROM,    600",
  })
  void whatAProviderSaysWhenItThrottlesIsKnown(
      int code, String enhanced, String text, SmtpSendStage stage, long seconds) {
    SmtpFailureClassification classification =
        FailureTable.refused(stage, new SmtpReply(code, enhanced, List.of(text)));
    assertEquals(SmtpFailureReason.THROTTLED, classification.reason());
    assertEquals(SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE, classification.kind());
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), classification.retryAfter());
  }

  @ParameterizedTest(name = "{0}: wait {1} s")
  @CsvSource({
    "Greylisted for 5 minutes, 300",
    "Greylisting in effect; please come back in 300 seconds, 300",
    "try again in 90s, 90",
  })
  void timeThatAServerNamesIsPassedOn(String text, long seconds) {
    SmtpFailureClassification classification =
        FailureTable.refused(SmtpSendStage.RCPT_TO, new SmtpReply(451, "4.7.1", List.of(text)));
    assertEquals(SmtpFailureReason.DEFERRED, classification.reason());
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), classification.retryAfter());
  }

  @Test
  void ordinaryRefusalNamesNoTime() {
    SmtpReply greylisted = new SmtpReply(451, "4.7.1", List.of("Try again later"));
    assertEquals(
        Optional.empty(), FailureTable.refused(SmtpSendStage.RCPT_TO, greylisted).retryAfter());
    SmtpReply refused = new SmtpReply(550, "5.1.1", List.of("No such user in 5 minutes"));
    assertEquals(
        Optional.empty(), FailureTable.refused(SmtpSendStage.RCPT_TO, refused).retryAfter());
  }

  /** Behind the boundary a code of the network leaves doubt, whatever the text says. */
  @Test
  void doubtBehindTheBoundaryIsNotTakenForThrottling() {
    SmtpReply reply = new SmtpReply(550, "5.4.5", List.of("Daily user sending limit exceeded"));
    assertEquals(
        SmtpFailureKind.UNKNOWN_AFTER_DATA,
        FailureTable.refused(SmtpSendStage.FINAL_REPLY, reply).kind());
  }
}
