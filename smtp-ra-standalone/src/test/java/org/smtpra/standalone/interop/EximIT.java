package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.EximServer;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

class EximIT extends InteropContract implements RecipientLimitScenarios {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5"),
        Set.of(),
        List.of(WireMode.values()),
        "message_size_limit = %d",
        // The reject log would repeat what the main log has.
        List.of("log_selector = +smtp_connection", "write_rejectlog = false"),
        "SMTP connection from .* \\(TCP/IP connection count",
        "authenticator failed for");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    return EximServer.start(settings);
  }

  @Override
  public ServerUnderTest startWithRecipientLimit(int recipients) {
    return start("recipients_max = " + recipients);
  }

  /** It drops a connection at its eleventh command that is not mail. */
  @Test
  void aSessionThatIsProbedTwelveTimesBetweenTwoMailsIsReplacedWithoutAnError() throws Exception {
    try (SmtpPool pool = server().pool("keepAliveInterval", "0")) {
      pool.factory().send(Mails.text(pool.factory(), "before"));
      for (int i = 0; i < 12; i++) {
        // Each borrower has the session probed, and does not use it.
        pool.factory().getConnection().close();
      }
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "after"));
      server().awaitDelivered(result.messageId(), 1);
      assertEquals(2, pool.factory().status().sessionsOpened());
      assertEquals(0, pool.factory().status().hosts().get(0).openFailures());
    }
  }
}
