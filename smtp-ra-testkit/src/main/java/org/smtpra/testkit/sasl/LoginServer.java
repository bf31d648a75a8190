package org.smtpra.testkit.sasl;

import java.util.Map;
import java.util.Optional;

/** LOGIN, which no RFC defines and everybody speaks. */
final class LoginServer implements SaslServer {
  private final Map<String, String> users;
  private Optional<String> user = Optional.empty();

  LoginServer(Map<String, String> users) {
    this.users = users;
  }

  @Override
  public String firstChallenge() {
    return "Username:";
  }

  @Override
  public SaslStep respond(String response) {
    if (user.isEmpty()) {
      user = Optional.of(response);
      return new SaslStep.Challenge("Password:");
    }
    return response.equals(users.get(user.get()))
        ? new SaslStep.Success(user.get(), "")
        : new SaslStep.Failure();
  }
}
