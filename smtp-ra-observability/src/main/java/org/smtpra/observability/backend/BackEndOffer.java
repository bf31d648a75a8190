package org.smtpra.observability.backend;

/** A bean that finds the registry of one metrics API, where the application is given one. */
public interface BackEndOffer {

  /**
   * Tells whether somebody gives the application such a registry. Asks CDI only, and so waits for
   * nothing.
   *
   * @return whether {@link #find} will find one
   */
  boolean isThere();

  /**
   * Asks for it: whoever gives it may take its time.
   *
   * @return the back end
   */
  MetricsBackEnd find();
}
