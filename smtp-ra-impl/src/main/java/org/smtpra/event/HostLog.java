package org.smtpra.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Logs one line when a host goes down and one when it comes back, however many callers notice. */
public final class HostLog implements SmtpEventListener {

  private static final Logger LOG = System.getLogger("org.smtpra");

  @Override
  public void hostDown(String endpointKey, int failures, Duration pause, String why) {
    LOG.log(
        failures == 1 ? Level.WARNING : Level.DEBUG,
        () -> endpointKey + " is left alone for " + pause.toMillis() + " ms: " + why);
  }

  @Override
  public void hostUp(String endpointKey) {
    LOG.log(Level.INFO, () -> endpointKey + " serves again");
  }
}
