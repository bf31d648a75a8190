package org.smtpra.jmx;

import org.smtpra.delivery.HostTrial;

/** What came of a test of one host. Immutable. */
public final class HostTestView {

  private final String endpointKey;
  private final boolean working;
  private final double seconds;
  private final String text;

  /**
   * Reads it.
   *
   * @param result the result
   */
  public HostTestView(HostTrial.Result result) {
    this.endpointKey = result.endpointKey();
    this.working = result.works();
    this.seconds = Seconds.of(result.took());
    this.text = MaskedText.of(result.text());
  }

  /** {@code host:port}. */
  public String getEndpointKey() {
    return endpointKey;
  }

  /** Whether a session stood, signed in. */
  public boolean isWorking() {
    return working;
  }

  /** How long that took, or until it failed. */
  public double getSeconds() {
    return seconds;
  }

  /** What went wrong, without mail addresses; empty where nothing did. */
  public String getText() {
    return text;
  }
}
