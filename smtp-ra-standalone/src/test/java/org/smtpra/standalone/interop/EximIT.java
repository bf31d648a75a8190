package org.smtpra.standalone.interop;

import java.util.List;
import java.util.Set;
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
}
