package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.DeliveredMail;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.PostfixServer;
import org.smtpra.testkit.server.RealMailServer;

class PostfixIT extends InteropContract {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"),
        true,
        List.of(WireMode.values()),
        "message_size_limit = %d",
        List.of(
            // Else each reply after the tenth refusal in a session comes a second late.
            "smtpd_error_sleep_time = 0",
            "smtpd_forbid_bare_newline = reject",
            "smtpd_forbid_unauth_pipelining = yes"),
        ": connect from ",
        "SASL [A-Z0-9-]+ authentication failed");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    return PostfixServer.start(settings);
  }

  /** Else the messages with bare line feeds would prove nothing. */
  @Test
  void thisServerRefusesABareLineFeed() throws IOException {
    String reply = ClearText.verdict(server().process(), "a\nb\r\n.\r\n");
    assertTrue(reply.contains("bare <LF>"), reply);
  }

  /** With "yes" Postfix mends bare line feeds, and must find none of ours to mend. */
  @Test
  void bareLineFeedsArriveAsLinesWherePostfixMendsThem() throws Exception {
    try (ServerUnderTest mending = start("smtpd_forbid_bare_newline = yes");
        SmtpPool pool = mending.pool()) {
      String reply = ClearText.verdict(mending.process(), "a\nb\r\n.\r\n");
      assertTrue(reply.startsWith("250"), reply);
      MimeMessage message = SampleMessage.BARE_LINE_FEEDS_AND_RETURNS.make(pool.factory(), "");
      SmtpSendResult result = pool.factory().send(message);
      for (DeliveredMail copy : mending.awaitDelivered(result.messageId(), 1)) {
        CanonicalOctets.assertSame(CanonicalOctets.of(message), copy.content());
      }
      assertEquals(2, mending.process().awaitDelivered(2).size());
    }
  }
}
