package org.smtpra.host;

/**
 * One caller tries a session after a pause; nobody else does until it is known what came of it.
 *
 * @param failures how often in a row the host had failed before
 */
record Probing(int failures) implements HostHealth {

  @Override
  public boolean admits(long now) {
    return false;
  }

  @Override
  public HostHealth admitted() {
    throw new IllegalStateException("one probe at a time");
  }

  @Override
  public HostHealth failed(CooldownPolicy policy, long now) {
    return CoolingDown.after(failures + 1, policy, now);
  }

  /** The next caller may probe at once. */
  @Override
  public HostHealth withdrawn(long now) {
    return new CoolingDown(failures, now);
  }
}
