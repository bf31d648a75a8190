package org.smtpra.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What a {@link TokenSource} is asked for. Immutable. */
public final class TokenRequest {

  private final String userName;
  private final Map<String, String> settings;
  private final Duration timeout;

  /**
   * Creates a request.
   *
   * @param userName as whom the session will sign in
   * @param settings what the administrator has set, by the names of properties
   * @param timeout how long it may take
   */
  public TokenRequest(String userName, Map<String, String> settings, Duration timeout) {
    this.userName = Objects.requireNonNull(userName, "userName");
    this.settings = Map.copyOf(settings);
    this.timeout = Objects.requireNonNull(timeout, "timeout");
  }

  /**
   * As whom the session will sign in.
   *
   * @return such as {@code shop@example.com}
   */
  public String userName() {
    return userName;
  }

  /**
   * What the administrator has set.
   *
   * @param property such as {@code tokenClientId}, {@code tokenScope} or {@code tokenFile}
   * @return the empty text for nothing; secrets in the clear
   */
  public String setting(String property) {
    return settings.getOrDefault(property, "");
  }

  /**
   * How long the answer may take.
   *
   * @return {@code tokenTimeout}
   */
  public Duration timeout() {
    return timeout;
  }

  /** Names only: the settings hold secrets. */
  @Override
  public String toString() {
    return "TokenRequest[userName="
        + userName
        + ", settings="
        + new TreeSet<>(settings.keySet())
        + ", timeout="
        + timeout
        + "]";
  }
}
