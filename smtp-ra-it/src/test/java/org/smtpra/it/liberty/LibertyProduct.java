package org.smtpra.it.liberty;

import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.HowToSection;
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
    HowToSection inject = section("Inject");
    return Map.of(
        "DefinedByApplicationIT",
        inject.explains(
            "Open Liberty fails to define a factory of an adapter for an application (CWNEN0011E)."),
        "PoolLifeIT.prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush",
        section("Pool settings")
            .explains("Open Liberty's pool opens nothing before the first borrow."),
        "PoolLifeIT.consoleTestSucceedsOnAGoodHostAndSaysWhyOnABadOne",
        section("Test the connection")
            .explains(
                "Open Liberty tests the connections of CCI, JDBC and JMS only; the adapter's bean"
                    + " in JMX tests hosts."),
        "ReferenceIT.serializedFactoryComesBackAsTheBoundOneAndSends",
        inject.explains("Open Liberty gives a connection factory no reference to find itself by."),
        "ReferenceIT.claimOfLocalTransactionsIsAnsweredWithTheSettingToChange",
        section("Install and configure")
            .explains(
                "Open Liberty has no setting by which an administrator could claim transactions."));
  }

  private static HowToSection section(String heading) {
    return new HowToSection("openliberty", heading);
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    Liberty server = Liberty.start(home, "acceptance", ServerXml.forScenarios());
    server.installAdapter();
    return server;
  }
}
