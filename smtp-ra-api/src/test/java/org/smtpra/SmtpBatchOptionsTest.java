package org.smtpra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpBatchOptionsTest {

  private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

  @Test
  void defaultsAreOneLeaseAndTheDefaultsOfSingleSends() {
    SmtpBatchOptions options = SmtpBatchOptions.defaults();
    assertEquals(1, options.leases());
    assertSame(SmtpSendOptions.defaults(), options.sendOptions(message));
  }

  @Test
  void oneSetOfSendOptionsMayServeAllMessages() {
    SmtpSendOptions all = SmtpSendOptions.builder().requireTls().build();
    assertSame(all, SmtpBatchOptions.builder().sendOptions(all).build().sendOptions(message));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
  void numberOfLeasesOutOfRangeSaysWhatIsAllowed(int leases) {
    SmtpBatchOptions.Builder builder = SmtpBatchOptions.builder();
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> builder.leases(leases));
    assertTrue(thrown.getMessage().contains("1 to 100"), thrown::getMessage);
  }

  @Test
  void outcomesNameAMessageAndWhatBecameOfIt() {
    SmtpFailureClassification why =
        SmtpFailureClassification.of(
            SmtpFailureKind.CANCELLED, SmtpFailureReason.CANCELLED, SmtpSendStage.ACQUIRE);
    assertSame(message, new SmtpSendOutcome.NotAttempted(message, why).message());
    assertThrows(NullPointerException.class, () -> new SmtpSendOutcome.NotAttempted(message, null));
    assertThrows(NullPointerException.class, () -> new SmtpSendOutcome.Failed(message, null));
    assertThrows(
        NullPointerException.class,
        () -> new SmtpSendOutcome.Sent(null, SmtpSendResult.builder().build()));
  }
}
