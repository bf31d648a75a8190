package org.smtpra.it.scenario;

import java.util.List;
import org.smtpra.it.asadmin.AsadminProduct;
import org.smtpra.it.liberty.LibertyProduct;
import org.smtpra.it.server.ServerProduct;
import org.smtpra.it.tomee.TomEEProduct;
import org.smtpra.it.wildfly.WildFlyProduct;

/** The products that the scenarios run on; the system property {@code smtp-ra.server} names one. */
final class Products {

  static final List<String> NAMES =
      List.of("wildfly", "payara", "glassfish7", "glassfish8", "openliberty", "tomee");

  private Products() {}

  /** The one of this run. */
  static ServerProduct ofThisRun() {
    return named(System.getProperty("smtp-ra.server"));
  }

  static ServerProduct named(String name) {
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
