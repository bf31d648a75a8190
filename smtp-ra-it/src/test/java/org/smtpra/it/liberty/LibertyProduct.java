package org.smtpra.it.liberty;

import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProduct;

/** Open Liberty; a server of its own is made in the work directory, and runs as a child. */
public final class LibertyProduct implements ServerProduct {

  @Override
  public String title() {
    return "Open Liberty 26";
  }

  @Override
  public Map<String, String> exemptions() {
    return Map.of();
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    Liberty server = Liberty.start(home, "acceptance");
    server.installAdapter();
    return server;
  }
}
