package org.smtpra.standalone.interop;

import java.util.List;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.PostfixServer;
import org.smtpra.testkit.server.RealMailServer;

class PostfixIT extends InteropContract {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"),
        "message_size_limit = %d",
        // Else each reply after the tenth refusal in a session comes a second late.
        List.of("smtpd_error_sleep_time = 0"),
        ": connect from ",
        "SASL [A-Z0-9-]+ authentication failed");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    return PostfixServer.start(settings);
  }
}
