package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Batches and their pools. */
final class BatchBench {

  private BatchBench() {}

  static List<MimeMessage> messages(SmtpPool pool, int count) throws MessagingException {
    List<MimeMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(filled(pool.factory().createMessage(), i));
    }
    return messages;
  }

  static MimeMessage filled(MimeMessage message, int number) throws MessagingException {
    message.setFrom("shop@example.com");
    message.setRecipients(MimeMessage.RecipientType.TO, "r" + number + "@example.org");
    message.setSubject("number " + number);
    message.setText("Hello.");
    return message;
  }

  static SmtpPool pool(ScriptedSmtpServer server, String... more) {
    return SmtpPool.open(PoolProperties.clearText(server.port(), more));
  }

  static SmtpBatchOptions leases(int most) {
    return SmtpBatchOptions.builder().leases(most).build();
  }

  static String kinds(List<SmtpSendOutcome> outcomes) {
    return String.join(" ", outcomes.stream().map(one -> one.getClass().getSimpleName()).toList());
  }

  static void assertEachOnce(ScriptedSmtpServer server, int count) {
    List<String> recipients =
        server.received().stream()
            .map(ReceivedMessage::recipients)
            .map(one -> one.get(0))
            .sorted()
            .toList();
    assertEquals(count, recipients.size());
    assertEquals(count, Set.copyOf(recipients).size());
  }
}
