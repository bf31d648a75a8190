package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Writes and unread replies must not block each other, however small the sockets' buffers are. */
class ManyRecipientsTest {

  private static final int RECIPIENTS = 1_000;

  @ParameterizedTest
  @ValueSource(strings = {"PIPELINING CHUNKING", "PIPELINING", "8BITMIME"})
  void aThousandRecipientsPassThroughSmallBuffers(String offered) throws Exception {
    List<String> addresses =
        IntStream.range(0, RECIPIENTS).mapToObj(i -> "user" + i + "@example.org").toList();
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder()
                .keywords(offered.split(" ", -1))
                .socketBuffers(4 * 1024)
                .start();
        SmtpPool pool = SmtpPool.open(PoolProperties.clearText(server.port()))) {
      server.refuse("user500@example.org", "550 5.1.1 no such user");
      MimeMessage message = pool.factory().createMessage();
      message.setFrom("shop@example.com");
      message.setText("Hello.\n");
      SmtpSendResult result =
          pool.factory()
              .send(
                  message,
                  SmtpSendOptions.builder()
                      .envelopeRecipients(addresses)
                      .recipientPolicy(SmtpRecipientPolicy.SEND_TO_ACCEPTED)
                      .build());
      assertEquals(RECIPIENTS, result.recipients().size());
      assertEquals(Disposition.REFUSED, result.recipients().get(500).disposition());
      assertEquals(RECIPIENTS - 1, server.awaitReceived(1).get(0).recipients().size());
      assertTrue(server.violations().isEmpty(), () -> server.violations().toString());
    }
  }
}
