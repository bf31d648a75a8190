package org.smtpra.standalone.interop;

import java.util.List;
import java.util.Set;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

class SubEthaSmtpIT extends InteropContract {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN"),
        Set.of(Shortcoming.KEEPS_A_REFUSED_TRANSACTION),
        // It offers CHUNKING, and no PIPELINING.
        List.of(WireMode.DEFAULTS, WireMode.BDAT),
        "%d",
        List.of(),
        "(?m)^connected$",
        "(?m)^sign-in refused$");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    List<String> lines = settings.extraLines();
    int sizeLimit = Integer.parseInt(lines.get(lines.size() - 1));
    SubEthaMailServer server =
        new SubEthaMailServer(certificates().serverContext(), settings.users(), sizeLimit);
    server.start();
    return server;
  }
}
