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
    return Map.of(
        "ConfigurationMistakesIT.wrongTypeNamesPropertyAndValue",
        "TomEE converts numbers itself, and names the setter and not the value: the application is"
            + " not deployed. See docs/how-to/tomee.md#configure",
        "DefinedByApplicationIT",
        "TomEE makes no connection factory of the descriptor's element or of the annotation; the"
            + " application names them in resources.xml. See docs/how-to/tomee.md#install",
        "FlushIT",
        "TomEE cannot flush a pool; deploying the application again ends its sessions. See"
            + " docs/how-to/tomee.md#tune-and-change-live",
        "PoolLifeIT.prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush",
        "TomEE's poolMinSize opens nothing before the first borrow. See"
            + " docs/how-to/tomee.md#pool-settings",
        "PoolLifeIT.consoleTestSucceedsOnAGoodHostAndSaysWhyOnABadOne",
        "TomEE has no test of a connection. See docs/how-to/tomee.md#test-the-connection",
        "ReferenceIT.serializedFactoryComesBackAsTheBoundOneAndSends",
        "TomEE binds the factory itself and gives it no reference to serialize. See"
            + " docs/how-to/tomee.md#inject",
        "RedeployIT.undeployedArchiveLeavesNoSessionNoThreadAndNoClassLoader",
        "TomEE 9 keeps the class loader of every web application that was ever deployed, with the"
            + " adapter or without. See docs/how-to/tomee.md#remove",
        "TransactionIT.observerAfterSuccessSendsAfterACommitAndNotAfterARollback",
        "TomEE's pool gives out no connection in an observer of AFTER_SUCCESS. See"
            + " docs/how-to/tomee.md#inject");
  }

  @Override
  public ApplicationServer start(ServerHome home) {
    return TomEE.start(home);
  }
}
