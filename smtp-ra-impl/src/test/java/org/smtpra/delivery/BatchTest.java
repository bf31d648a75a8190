package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;

/** Who may take a message of a batch. */
class BatchTest {

  @Test
  void helperWhoseLeaseComesTooLateTakesNothingThatWasToldAsNotAttempted() throws Exception {
    DeliveryBench bench = DeliveryBench.to("localhost:2525");
    Batch batch = new Batch(messages(3), SmtpBatchOptions.defaults(), bench.sender);
    BatchItem item = batch.take();
    assertNotNull(item);
    SmtpFailureClassification why =
        FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.SHUTDOWN);
    batch.giveBack(item);
    batch.leave(why);
    batch.awaitQuiet();
    assertTrue(batch.isSpent());
    assertNull(batch.take());
    List<SmtpSendOutcome> outcomes = batch.outcomes();
    assertEquals(3, outcomes.size());
    for (SmtpSendOutcome outcome : outcomes) {
      assertEquals(
          SmtpFailureReason.SHUTDOWN,
          assertInstanceOf(SmtpSendOutcome.NotAttempted.class, outcome).classification().reason());
    }
  }

  private static List<MimeMessage> messages(int count) throws Exception {
    List<MimeMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
      message.setFrom("shop@example.com");
      message.setRecipients(MimeMessage.RecipientType.TO, "r" + i + "@example.org");
      message.setText("Hello.");
      messages.add(message);
    }
    return messages;
  }
}
