package org.smtpra.observability.backend;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Logs the first failure of a back end and swallows all: no figure is worth more. Thread safe. */
public final class FirstFailure {

  private static final Logger LOG = System.getLogger("org.smtpra.observability");

  private final String text;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * None yet.
   *
   * @param text what is logged, with its number
   */
  public FirstFailure(String text) {
    this.text = text;
  }

  /** Of a registry of metrics. */
  static FirstFailure of(String registry) {
    return new FirstFailure(
        "SMTPRA00501: "
            + registry
            + " does not take a figure of the mail connections, which no send notices; later"
            + " failures of it are not logged");
  }

  /**
   * Does something that may fail.
   *
   * @param call calls the back end
   */
  public void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      if (warned.compareAndSet(false, true)) {
        LOG.log(Level.WARNING, text, e);
      }
    }
  }
}
