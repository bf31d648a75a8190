package org.smtpra.host;

/**
 * New sessions may be opened, as many as wanted.
 *
 * @param strikes sessions that broke in the midst of a message since the last success
 */
record Available(int strikes) implements HostHealth {

  static final Available UNTROUBLED = new Available(0);

  /** One message that a server chokes on must not take it out for all others. */
  static final int STRIKES = 3;

  @Override
  public boolean admits(long now) {
    return true;
  }

  @Override
  public HostHealth admitted() {
    return this;
  }

  @Override
  public HostHealth opened() {
    return this;
  }

  @Override
  public HostHealth failed(CooldownPolicy policy, long now) {
    return policy.isOff() ? this : CoolingDown.after(1, policy, now);
  }

  @Override
  public HostHealth struck(CooldownPolicy policy, long now) {
    return strikes + 1 < STRIKES ? new Available(strikes + 1) : failed(policy, now);
  }

  @Override
  public HostHealth sent() {
    return UNTROUBLED;
  }
}
