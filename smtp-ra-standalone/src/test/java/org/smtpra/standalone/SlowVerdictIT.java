package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** A client that gives up on a slow server makes duplicates (RFC 1047); this one waits. */
class SlowVerdictIT {

  private static final Duration SLOW = Duration.ofSeconds(90);

  @Test
  void finalReplyThatTakesNinetySecondsIsASuccess() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = SmtpPool.open(PoolProperties.clearText(server.port()))) {
      server.on(Stage.FINAL_REPLY, new Fault.DelayedReply(SLOW));
      MimeMessage message = pool.factory().createMessage();
      message.setFrom("shop@example.com");
      message.setRecipients(Message.RecipientType.TO, "anna@example.org");
      message.setText("Hello.\n");
      SmtpSendResult result = pool.factory().send(message);
      assertEquals(250, result.finalReply().code());
      assertTrue(result.elapsed().compareTo(SLOW) >= 0, () -> "took " + result.elapsed());
      assertEquals(1, server.received().size());
    }
  }
}
