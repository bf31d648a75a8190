package org.smtpra.host;

/**
 * No new session until the pause is over; then the host is half-open, and whoever comes first
 * probes it. Failures of attempts that began before the pause are the same outage.
 *
 * @param failures how often in a row the host failed, at least once
 * @param until when the pause is over
 */
record CoolingDown(int failures, long until) implements HostHealth {

  static CoolingDown after(int failures, CooldownPolicy policy, long now) {
    return new CoolingDown(failures, now + policy.pause(failures).toNanos());
  }

  @Override
  public boolean admits(long now) {
    return now - until >= 0;
  }

  @Override
  public HostHealth admitted() {
    return new Probing(failures);
  }

  @Override
  public HostHealth failed(CooldownPolicy policy, long now) {
    return this;
  }
}
