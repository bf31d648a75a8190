package org.smtpra.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Logs one line when a host goes down and one when it comes back, however many callers notice. */
public final class HostLog implements SmtpEventListener {

  private static final Logger LOG = System.getLogger("org.smtpra");

  @Override
  public void hostDown(String endpointKey, int failures, Duration pause, String why) {
    LogMessage said = LogMessage.HOST_DOWN;
    said.at(failures == 1 ? said.level() : Level.DEBUG, LOG, endpointKey, pause.toMillis(), why);
  }

  @Override
  public void hostUp(String endpointKey) {
    LogMessage.HOST_UP.to(LOG, endpointKey);
  }
}
