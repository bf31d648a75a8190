package org.smtpra.observability.backend;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Logs the first failure of a registry and swallows all: no figure is worth more. Thread safe. */
final class FirstFailure {

  private static final Logger LOG = System.getLogger("org.smtpra.observability");

  private final String registry;
  private final AtomicBoolean warned = new AtomicBoolean();

  FirstFailure(String registry) {
    this.registry = registry;
  }

  /** Runs something that calls the registry. */
  void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      if (warned.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "SMTPRA00501: "
                + registry
                + " does not take a figure of the mail connections, which no send notices; later"
                + " failures of it are not logged",
            e);
      }
    }
  }
}
