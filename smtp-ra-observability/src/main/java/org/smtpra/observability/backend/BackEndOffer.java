package org.smtpra.observability.backend;

import java.util.Optional;

/** A bean that finds the registry of one metrics API, where the application is given one. */
public interface BackEndOffer {

  /**
   * Looks for it.
   *
   * @return the back end; empty if nobody gives the application such a registry
   */
  Optional<MetricsBackEnd> find();
}
