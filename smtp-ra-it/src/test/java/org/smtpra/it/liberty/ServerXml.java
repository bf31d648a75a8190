package org.smtpra.it.liberty;

import java.util.List;
import java.util.Map;
import org.smtpra.it.server.FreePorts;

/**
 * The configuration that a server has before the adapter comes.
 *
 * @param httpPort where it answers requests
 * @param httpsPort where it answers its administrator; nowhere if negative
 * @param text its server.xml
 */
record ServerXml(int httpPort, int httpsPort, String text) {

  private static final int HTTP = 9080;
  private static final int HTTPS = 9443;
  private static final int FIRST_OFFSET = 14_000;

  /** So many requests wait for one another in some scenarios, at the most. */
  private static final String REQUESTS = "40";

  /** With what the driver needs. */
  static ServerXml forScenarios() {
    int port = HTTP + FreePorts.offset(FIRST_OFFSET, List.of(HTTP));
    XmlText xml =
        features(
            "webProfile-10.0", "connectors-2.1", "mail-2.1", "mpConfig-3.1", "localConnector-1.0");
    xml.empty("executor", Map.of("coreThreads", REQUESTS));
    return new ServerXml(port, -1, endpoint(xml, port, -1).document());
  }

  /** With an administrator, and without anything that the page says to add. */
  static ServerXml forPage(String administrator, String password) {
    int offset = FreePorts.offset(FIRST_OFFSET + 5_000, List.of(HTTP, HTTPS));
    XmlText xml = features("webProfile-10.0", "restConnector-2.0");
    xml.empty("quickStartSecurity", Map.of("userName", administrator, "userPassword", password));
    xml.empty("keyStore", Map.of("password", password));
    endpoint(xml, HTTP + offset, HTTPS + offset);
    return new ServerXml(HTTP + offset, HTTPS + offset, xml.document());
  }

  private static XmlText features(String... names) {
    XmlText xml = new XmlText().open("featureManager", Map.of());
    List.of(names).forEach(name -> xml.text("feature", name));
    return xml.close("featureManager");
  }

  private static XmlText endpoint(XmlText xml, int http, int https) {
    return xml.empty(
        "httpEndpoint",
        Map.of(
            "id",
            "defaultHttpEndpoint",
            "host",
            "127.0.0.1",
            "httpPort",
            String.valueOf(http),
            "httpsPort",
            String.valueOf(https)));
  }
}
