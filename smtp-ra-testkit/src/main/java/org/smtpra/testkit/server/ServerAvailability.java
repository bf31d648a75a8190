package org.smtpra.testkit.server;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Whether a server's program can be started on this machine. */
public sealed interface ServerAvailability {

  /** It can be. */
  record Available(Path program, String version) implements ServerAvailability {}

  /** It cannot be: why, and what would change that. */
  record NotInstalled(String reason) implements ServerAvailability {}

  /** Aborts the test, with the reason, unless the server is available. */
  default Available orAbort() {
    if (this instanceof Available available) {
      return available;
    }
    return Assumptions.abort(((NotInstalled) this).reason());
  }
}
