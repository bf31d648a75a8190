package org.smtpra.it.tomee;

import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProduct;

/** TomEE Plume; the driver starts and stops it. */
public final class TomEEProduct implements ServerProduct {

  @Override
  public String title() {
    return "TomEE 9 Plume";
  }

  @Override
  public Map<String, String> exemptions() {
    return Map.of();
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    return TomEE.start(home);
  }
}
