package org.smtpra.jmx;

import org.smtpra.token.TokenStatus;

/** A user's token at one moment, without the token. Immutable. */
public final class TokenView {

  private final String userName;
  private final String source;
  private final boolean present;
  private final double endsInSeconds;
  private final String trouble;

  /**
   * Reads it.
   *
   * @param token what is known of it
   */
  public TokenView(TokenStatus token) {
    this.userName = token.userName();
    this.source = token.source();
    this.present = token.present();
    this.endsInSeconds = token.endsIn().map(Seconds::of).orElse(-1.0);
    this.trouble = token.trouble();
  }

  /** As whom it signs in. */
  public String getUserName() {
    return userName;
  }

  /** Where it comes from: {@code tokenSource}. */
  public String getSource() {
    return source;
  }

  /** Whether there is one that may be used. */
  public boolean isPresent() {
    return present;
  }

  /** How long it lives; -1 where there is none, or nobody has told. */
  public double getEndsInSeconds() {
    return endsInSeconds;
  }

  /** Why the last fetch failed; empty where it did not. */
  public String getTrouble() {
    return trouble;
  }
}
