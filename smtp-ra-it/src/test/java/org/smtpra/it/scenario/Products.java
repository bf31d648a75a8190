package org.smtpra.it.scenario;

import org.smtpra.it.asadmin.AsadminProduct;
import org.smtpra.it.liberty.LibertyProduct;
import org.smtpra.it.server.ServerProduct;
import org.smtpra.it.tomee.TomEEProduct;
import org.smtpra.it.wildfly.WildFlyProduct;

/** The products that the scenarios run on; the system property {@code smtp-ra.server} names one. */
final class Products {

  private Products() {}

  /** The one of this run. */
  static ServerProduct ofThisRun() {
    String name = System.getProperty("smtp-ra.server");
    return switch (name) {
      case "wildfly" -> new WildFlyProduct();
      case "payara" -> AsadminProduct.payara();
      case "glassfish7" -> AsadminProduct.glassFish7();
      case "glassfish8" -> AsadminProduct.glassFish8();
      case "openliberty" -> new LibertyProduct();
      case "tomee" -> new TomEEProduct();
      default -> throw new IllegalArgumentException("no product has the name " + name);
    };
  }
}
