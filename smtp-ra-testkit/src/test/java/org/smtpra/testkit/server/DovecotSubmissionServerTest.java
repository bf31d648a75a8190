package org.smtpra.testkit.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class DovecotSubmissionServerTest extends RealMailServerContract {

  private @Nullable EximServer relay;

  @Override
  RealMailServer start(MailServerSettings settings) {
    DovecotSubmissionServer.availability().orAbort();
    relay = EximServer.start(MailServerSettings.of(settings.certificate(), settings.key()));
    return DovecotSubmissionServer.start(settings, MailRelay.to(relay));
  }

  @Override
  List<String> mechanisms() {
    return List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256");
  }

  @Override
  String sizeLimit() {
    return "submission_max_mail_size = 123456";
  }

  /** The relay's: Dovecot does not authenticate there. */
  @Override
  String replyToOtherDomain() {
    return "550";
  }

  @AfterAll
  void closeRelay() {
    if (relay != null) {
      relay.close();
    }
  }
}
