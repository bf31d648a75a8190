package org.smtpra.host;

import java.time.Duration;
import org.smtpra.SmtpHostState;
import org.smtpra.config.HostConfiguration;

/**
 * What is known of a host at one moment. Immutable.
 *
 * @param host the host
 * @param state whether new sessions may be opened
 * @param untilAdmission how long its pause still lasts; zero where it has none
 * @param sessions sessions that are open or being opened
 * @param lastTrouble what went wrong last, or an empty text
 */
public record HostCondition(
    HostConfiguration host,
    SmtpHostState state,
    Duration untilAdmission,
    int sessions,
    String lastTrouble) {

  static HostCondition of(MailHost host, long now) {
    SmtpHostState state = SmtpHostState.AVAILABLE;
    if (host.isDrained()) {
      state = SmtpHostState.DRAINED;
    } else if (host.health() instanceof CoolingDown) {
      state = SmtpHostState.COOLING_DOWN;
    } else if (host.health() instanceof Probing) {
      state = SmtpHostState.PROBING;
    }
    return new HostCondition(
        host.configuration(), state, host.untilAdmission(now), host.sessions(), host.lastTrouble());
  }

  /**
   * Tells whether the host's pause is over and its single attempt was not made yet.
   *
   * @return true if somebody may probe it
   */
  public boolean isHalfOpen() {
    return state == SmtpHostState.COOLING_DOWN && untilAdmission.isZero();
  }
}
