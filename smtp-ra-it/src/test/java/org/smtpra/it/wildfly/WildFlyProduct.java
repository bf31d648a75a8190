package org.smtpra.it.wildfly;

import java.nio.file.Path;
import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProduct;

/** WildFly; Arquillian starts and stops it. */
public final class WildFlyProduct implements ServerProduct {

  @Override
  public String title() {
    return "WildFly 39";
  }

  @Override
  public Map<String, String> exemptions() {
    return Map.of();
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    WildFly server = connect("smtp-ra.port-offset", "standalone");
    server.installAdapter();
    return server;
  }

  /** A second server of Arquillian's, in the directory of its name. */
  static WildFly connectToSecond(String container) {
    return connect("smtp-ra.second-port-offset", container);
  }

  /** The server whose port offset is in this system property. */
  static WildFly connect(String offsetProperty, String container) {
    return WildFly.connect(
        Integer.getInteger(offsetProperty),
        Path.of(System.getProperty("smtp-ra.server.work"), container),
        Path.of(System.getProperty("smtp-ra.rar")));
  }
}
