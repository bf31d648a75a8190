package org.smtpra.it.tomee;

import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.HowToSection;
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
    HowToSection inject = section("Inject");
    String keepsClassLoaders =
        section("Remove")
            .explains(
                "TomEE 9 keeps the class loader of every web application that was ever deployed,"
                    + " with the adapter or without.");
    return Map.ofEntries(
        Map.entry(
            "AsyncIT.messageThatASessionBeanSubmitsIsSentAndWhatFollowsHasTheApplicationsContext",
            inject.explains(
                "TomEE 9 has Jakarta Concurrency 2.0, whose managed executor cannot copy a stage:"
                    + " what follows a submission there has no context of the application.")),
        Map.entry(
            "AsyncIT.undeploymentsWhileMessagesAreSentLeaveNoClassLoadersBehind",
            keepsClassLoaders),
        Map.entry(
            "ConfigurationMistakesIT.wrongTypeNamesPropertyAndValue",
            section("Configure")
                .explains(
                    "TomEE converts numbers itself, and names the setter and not the value: the"
                        + " application is not deployed.")),
        Map.entry(
            "DefinedByApplicationIT",
            section("Install")
                .explains(
                    "TomEE makes no connection factory of the descriptor's element or of the"
                        + " annotation; the application names them in resources.xml.")),
        Map.entry(
            "FlushIT",
            section("Tune and change live")
                .explains(
                    "TomEE cannot flush a pool; deploying the application again ends its sessions.")),
        Map.entry(
            "MetricsEndpointIT",
            new HowToSection("observe", "Where the figures are")
                .explains(
                    "TomEE 9 has MicroProfile Metrics 4, with an endpoint for each application and"
                        + " other names; the figures are in JMX.")),
        Map.entry(
            "PoolLifeIT.prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush",
            section("Pool settings")
                .explains("TomEE's poolMinSize opens nothing before the first borrow.")),
        Map.entry(
            "PoolLifeIT.consoleTestSucceedsOnAGoodHostAndSaysWhyOnABadOne",
            section("Test the connection").explains("TomEE has no test of a connection.")),
        Map.entry(
            "ReadinessIT",
            new HowToSection("observe", "Health")
                .explains(
                    "TomEE 9 has MicroProfile Health in its distribution Plume only, with an endpoint"
                        + " for each application.")),
        Map.entry(
            "ReferenceIT.serializedFactoryComesBackAsTheBoundOneAndSends",
            inject.explains(
                "TomEE binds the factory itself and gives it no reference to serialize.")),
        Map.entry(
            "RedeployIT.undeployedArchiveLeavesNoSessionNoThreadAndNoClassLoader",
            keepsClassLoaders),
        Map.entry(
            "TracingIT",
            new HowToSection("observe", "Tracing")
                .explains("TomEE 9 has no MicroProfile Telemetry, and traces no requests.")),
        Map.entry(
            "TransactionIT.observerAfterSuccessSendsAfterACommitAndNotAfterARollback",
            inject.explains(
                "TomEE's pool gives out no connection in an observer of AFTER_SUCCESS.")));
  }

  private static HowToSection section(String heading) {
    return new HowToSection("tomee", heading);
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    return TomEE.start(home);
  }
}
