package org.smtpra.standalone.interop;

import java.util.List;
import org.smtpra.testkit.server.EximServer;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

class EximIT extends InteropContract {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5"),
        "message_size_limit = %d",
        List.of("log_selector = +smtp_connection"),
        "SMTP connection from .* \\(TCP/IP connection count",
        "authenticator failed for");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    return EximServer.start(settings);
  }
}
