package org.smtpra.standalone.interop;

import java.util.List;
import java.util.Set;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.OpenSmtpdServer;
import org.smtpra.testkit.server.RealMailServer;

class OpenSmtpdIT extends InteropContract implements RecipientLimitScenarios {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN"),
        Set.of(Shortcoming.NO_SMTPUTF8),
        // It offers neither PIPELINING nor CHUNKING.
        List.of(WireMode.DEFAULTS),
        "smtp max-message-size %d",
        List.of(),
        " smtp connected ",
        "smtp authentication .*result=permfail");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    return OpenSmtpdServer.start(settings);
  }

  @Override
  public ServerUnderTest startWithRecipientLimit(int recipients) {
    return start("smtp limit max-rcpt " + recipients);
  }
}
