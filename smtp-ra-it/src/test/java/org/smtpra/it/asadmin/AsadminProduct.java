package org.smtpra.it.asadmin;

import java.util.HashMap;
import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
import org.smtpra.it.server.HowToSection;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProduct;

/**
 * A product that {@code asadmin} administers.
 *
 * @param title name and version
 * @param exemptions what it cannot do
 */
public record AsadminProduct(String title, Map<String, String> exemptions)
    implements ServerProduct {

  private static final HowToSection POOL_SETTINGS = new HowToSection("payara", "Pool settings");

  /** What is the same for all of them. */
  private static final Map<String, String> COMMON =
      Map.of(
          "PoolBoundIT.poolOfEightServesThirtyTwoThreadsWithAtMostEightSessions",
          POOL_SETTINGS.explains(
              "There are at most eight at a time, but when many threads wait, the server destroys"
                  + " free entries of a full pool and makes new ones."),
          "PoolLifeIT.prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush",
          POOL_SETTINGS.explains(
              "The server makes the pool's entries at its first use, and the adapter opens their"
                  + " sessions when they are needed."),
          "ReferenceIT.serializedFactoryComesBackAsTheBoundOneAndSends",
          new HowToSection("payara", "Inject")
              .explains(
                  "The server makes a factory at each look-up and tells none its JNDI name, so"
                      + " that a serialized one cannot come back."),
          "ReferenceIT.claimOfLocalTransactionsIsAnsweredWithTheSettingToChange",
          new HowToSection("payara", "Configure")
              .explains(
                  "The server refuses the claim itself, and says so in the answer of the test and"
                      + " in the log."));

  /** Payara Server. */
  public static AsadminProduct payara() {
    return new AsadminProduct("Payara 6.2025.9", COMMON);
  }

  /** GlassFish for Jakarta EE 10. */
  public static AsadminProduct glassFish7() {
    return new AsadminProduct("GlassFish 7.0.21", ofGlassFish());
  }

  /** GlassFish for Jakarta EE 11. */
  public static AsadminProduct glassFish8() {
    return new AsadminProduct("GlassFish 8.0.0-M12", ofGlassFish());
  }

  private static Map<String, String> ofGlassFish() {
    Map<String, String> all = new HashMap<>(COMMON);
    all.put(
        "ConfigurationMistakesIT.wrongTypeNamesPropertyAndValue",
        new HowToSection("glassfish", "A number that is none")
            .explains("The server says only that it cannot create the factory."));
    all.put(
        "OverlayIT",
        new HowToSection("glassfish", "MicroProfile Config")
            .explains("The server shows the adapter no implementation of MicroProfile Config."));
    String keepsClassLoaders =
        new HowToSection("glassfish", "After undeployments")
            .explains("The server keeps the class loader of every undeployed resource adapter.");
    all.put(
        "AsyncIT.undeploymentsWhileMessagesAreSentLeaveNoClassLoadersBehind", keepsClassLoaders);
    all.put(
        "RedeployIT.undeployedArchiveLeavesNoSessionNoThreadAndNoClassLoader", keepsClassLoaders);
    all.put(
        "MetricsEndpointIT",
        new HowToSection("observe", "Where the figures are")
            .explains("GlassFish has no metrics endpoint; the figures are in JMX."));
    all.put(
        "ReadinessIT",
        new HowToSection("observe", "Health").explains("GlassFish has no MicroProfile Health."));
    all.put(
        "TracingIT",
        new HowToSection("observe", "Tracing")
            .explains("GlassFish has no MicroProfile Telemetry, and traces no requests."));
    return all;
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    AsadminServer server = AsadminServer.start(new Asadmin(home), "acceptance");
    server.installAdapter();
    return server;
  }
}
