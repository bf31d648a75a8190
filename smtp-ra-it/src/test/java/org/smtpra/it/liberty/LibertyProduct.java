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
    return Map.of(
        "DefinedByApplicationIT",
        "Open Liberty fails to define a factory of an adapter for an application (CWNEN0011E)."
            + link("Inject", "inject"),
        "PoolLifeIT.prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush",
        "Open Liberty's pool opens nothing before the first borrow."
            + link("Pool settings", "pool-settings"),
        "PoolLifeIT.consoleTestSucceedsOnAGoodHostAndSaysWhyOnABadOne",
        "Open Liberty tests the connections of CCI, JDBC and JMS only; the adapter's bean in JMX"
            + " tests hosts."
            + link("Test the connection", "test-the-connection"),
        "ReferenceIT.serializedFactoryComesBackAsTheBoundOneAndSends",
        "Open Liberty gives a connection factory no reference to find itself by."
            + link("Inject", "inject"),
        "ReferenceIT.claimOfLocalTransactionsIsAnsweredWithTheSettingToChange",
        "Open Liberty has no setting by which an administrator could claim transactions."
            + link("Install and configure", "install-and-configure"));
  }

  private static String link(String section, String anchor) {
    return " [" + section + "](../how-to/openliberty.md#" + anchor + ").";
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    Liberty server = Liberty.start(home, "acceptance", ServerXml.forScenarios());
    server.installAdapter();
    return server;
  }
}
