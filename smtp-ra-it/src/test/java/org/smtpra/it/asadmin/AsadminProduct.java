package org.smtpra.it.asadmin;

import java.util.HashMap;
import java.util.Map;
import org.smtpra.it.server.ApplicationServer;
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

  /** What is the same for all of them. */
  private static final Map<String, String> COMMON =
      Map.of(
          "PoolBoundIT.poolOfEightServesThirtyTwoThreadsWithAtMostEightSessions",
          "There are at most eight at a time, but when many threads wait, the server destroys free"
              + " entries of a full pool and makes new ones:"
              + " [Pool settings](../how-to/payara.md#pool-settings).",
          "PoolLifeIT.prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush",
          "The server makes the pool's entries at its first use, and the adapter opens their"
              + " sessions when they are needed:"
              + " [Pool settings](../how-to/payara.md#pool-settings).",
          "ReferenceIT.serializedFactoryComesBackAsTheBoundOneAndSends",
          "The server makes a factory at each look-up and tells none its JNDI name, so that a"
              + " serialized one cannot come back:"
              + " [look it up again](../how-to/payara.md#inject).",
          "ReferenceIT.claimOfLocalTransactionsIsAnsweredWithTheSettingToChange",
          "The server refuses the claim itself, and says so in the answer of the test and in the"
              + " log: [Configure](../how-to/payara.md#configure).");

  private static final String NO_NUMBER =
      "The server says only that it cannot create the factory:"
          + " [what is different](../how-to/glassfish.md#a-number-that-is-none).";

  private static final String LOADERS_STAY =
      "The server keeps the class loader of every undeployed resource adapter:"
          + " [what is different](../how-to/glassfish.md#after-undeployments).";

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
    all.put("ConfigurationMistakesIT.wrongTypeNamesPropertyAndValue", NO_NUMBER);
    all.put("RedeployIT.undeployedArchiveLeavesNoSessionNoThreadAndNoClassLoader", LOADERS_STAY);
    return all;
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    AsadminServer server = AsadminServer.start(new Asadmin(home), "acceptance");
    server.installAdapter();
    return server;
  }
}
