package org.smtpra.testkit.sasl;

import java.util.Map;

/** PLAIN (RFC 4616). */
final class PlainServer implements SaslServer {
  private final Map<String, String> users;

  PlainServer(Map<String, String> users) {
    this.users = users;
  }

  @Override
  public String firstChallenge() {
    return "";
  }

  @Override
  public SaslStep respond(String response) {
    String[] parts = response.split("\0", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("PLAIN needs three parts separated by NUL");
    }
    boolean sameIdentity = parts[0].isEmpty() || parts[0].equals(parts[1]);
    return sameIdentity && parts[2].equals(users.get(parts[1]))
        ? new SaslStep.Success(parts[1], "")
        : new SaslStep.Failure();
  }
}
