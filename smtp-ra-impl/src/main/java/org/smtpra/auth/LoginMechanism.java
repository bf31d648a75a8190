package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * LOGIN, never standardised: user name, then password. The order decides, since the prompts differ
 * from server to server.
 */
final class LoginMechanism implements SaslClientMechanism {

  private final Credentials credentials;
  private int answers;

  LoginMechanism(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return "LOGIN";
  }

  @Override
  public byte @Nullable [] initialResponse() throws SaslFailureException {
    credentials.check();
    return null;
  }

  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    credentials.check();
    if (complete()) {
      throw SaslFailureException.nonsense("LOGIN: the server asks again after everything was said");
    }
    answers++;
    return (answers == 1 ? credentials.userName() : credentials.password()).getBytes(UTF_8);
  }

  @Override
  public boolean complete() {
    return answers == 2;
  }
}
