package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

/** PLAIN (RFC 4616): one message, authorization identity left empty. */
final class PlainMechanism implements SaslClientMechanism {

  private final Credentials credentials;
  private boolean complete;

  PlainMechanism(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return "PLAIN";
  }

  @Override
  public byte[] initialResponse() throws SaslFailureException {
    credentials.check();
    complete = true;
    return ("\0" + credentials.userName() + "\0" + credentials.password()).getBytes(UTF_8);
  }

  /** Only for a caller that sent no initial response, for instance because of its length. */
  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    if (complete) {
      throw SaslFailureException.nonsense("PLAIN: the server asks again after everything was said");
    }
    return initialResponse();
  }

  @Override
  public boolean complete() {
    return complete;
  }
}
