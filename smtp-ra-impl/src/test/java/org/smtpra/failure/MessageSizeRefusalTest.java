package org.smtpra.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;

class MessageSizeRefusalTest {

  /** 552 5.2.3 is Dovecot's, 552 5.3.4 Postfix's, 552 alone Exim's. */
  @ParameterizedTest
  @CsvSource({
    "552, 5.2.3, MESSAGE_TOO_LARGE",
    "552, 5.3.4, MESSAGE_TOO_LARGE",
    "552, '', MESSAGE_TOO_LARGE",
    "550, 5.2.3, MESSAGE_TOO_LARGE",
    "552, 5.2.2, MESSAGE_REFUSED",
    "554, 5.7.1, MESSAGE_REFUSED"
  })
  void aMessageOverALimitIsToldFromOtherRefusals(
      int code, String enhanced, SmtpFailureReason reason) {
    SmtpReply reply = new SmtpReply(code, enhanced, List.of("no"));
    assertEquals(reason, FailureTable.refused(SmtpSendStage.FINAL_REPLY, reply).reason());
  }
}
