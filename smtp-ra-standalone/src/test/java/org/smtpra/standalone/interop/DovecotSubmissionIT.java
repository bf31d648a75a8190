package org.smtpra.standalone.interop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.EximServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

/** Dovecot's submission service, with Exim as its relay. */
class DovecotSubmissionIT extends InteropContract {

  @Nullable EximServer relay;

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"),
        "submission_max_mail_size = %d",
        List.of(),
        "submission-login: Info: Login: ",
        "submission-login: Info: .*\\(auth failed, 1 attempts");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    DovecotSubmissionServer.availability().orAbort();
    if (relay == null) {
      relay = EximServer.start(MailServerSettings.of(settings.certificate(), settings.key()));
    }
    return DovecotSubmissionServer.start(settings, MailRelay.to(relay));
  }

  @AfterAll
  void closeRelay() {
    if (relay != null) {
      relay.close();
    }
  }
}
