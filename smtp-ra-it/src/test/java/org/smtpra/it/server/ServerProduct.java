package org.smtpra.it.server;

import java.util.Map;

/**
 * One application server product: how to start it, and what of the scenarios it cannot do. One
 * implementation for each driver.
 */
public interface ServerProduct {

  /** Name and version, as in the heading of the support matrix. */
  String title();

  /**
   * The scenarios that this product cannot do, by class or by class and method ({@code FlushIT} or
   * {@code PoolLifeIT.aMethod}), each with the reason and with the place in the docs that says what
   * to do instead. Everything else is expected to pass.
   */
  Map<String, String> exemptions();

  /** Starts the server with the adapter installed, unless a framework has started it already. */
  ApplicationServer start(ServerHome home);
}
