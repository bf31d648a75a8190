package org.smtpra.ra;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;

/** What an application gave with {@code getConnection(user, password)}. Immutable. */
public final class SmtpConnectionRequestInfo implements ConnectionRequestInfo {

  private final Credentials credentials;

  /**
   * Creates the request.
   *
   * @param credentials as whom to sign in
   */
  public SmtpConnectionRequestInfo(Credentials credentials) {
    this.credentials = credentials;
  }

  Credentials credentials() {
    return credentials;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SmtpConnectionRequestInfo that && credentials.equals(that.credentials);
  }

  @Override
  public int hashCode() {
    return credentials.hashCode();
  }

  @Override
  public String toString() {
    return "request for user " + credentials.userName();
  }
}
