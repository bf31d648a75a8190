package org.smtpra.host;

import java.time.Duration;
import org.smtpra.event.SmtpEventListener;

/** One step of a host's health, for those who want to hear of it. */
record HealthChange(HostHealth before, HostHealth after, Duration pause, String trouble) {

  void announce(String endpointKey, SmtpEventListener events) {
    if (after instanceof CoolingDown cooling
        && !(before instanceof CoolingDown)
        && !pause.isZero()) {
      events.hostDown(endpointKey, cooling.failures(), pause, trouble);
    } else if (after instanceof Available && !(before instanceof Available)) {
      events.hostUp(endpointKey);
    }
  }
}
