package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

/** EXTERNAL (RFC 4422 appendix A): the certificate of the TLS session says who we are. */
final class ExternalMechanism implements SaslClientMechanism {

  static final String NAME = "EXTERNAL";

  private final Credentials credentials;
  private boolean complete;

  ExternalMechanism(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** As whom to act; no octets for whom the server takes the certificate's owner to be. */
  @Override
  public byte[] initialResponse() throws SaslFailureException {
    credentials.check();
    complete = true;
    return credentials.userName().getBytes(UTF_8);
  }

  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    if (complete) {
      throw SaslFailureException.nonsense(
          NAME + ": the server asks again after everything was said");
    }
    return initialResponse();
  }

  @Override
  public boolean complete() {
    return complete;
  }
}
