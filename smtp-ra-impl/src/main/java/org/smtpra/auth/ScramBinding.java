package org.smtpra.auth;

import java.util.Optional;

/**
 * How a SCRAM sign-in treats the TLS session (RFC 5802 section 6). The sign-in is bound to it, or
 * says that it would have been, had the server offered that: a server that did offer it then knows
 * that somebody has changed its words. Or it says nothing of the kind.
 *
 * @param mechanism the mechanism's name
 * @param known what we could bind to; nothing where we cannot, or may not
 */
record ScramBinding(String mechanism, Optional<ChannelBinding> known) {

  /** Which of SCRAM's two names the server offers decides; and whether we may use the better. */
  static ScramBinding choose(String mechanism, SaslOffer offer) {
    boolean usable = offer.allows(ScramMechanism.PLUS);
    return new ScramBinding(mechanism, usable ? offer.binding() : Optional.empty());
  }

  /** Whether the sign-in fails unless it ends where the TLS session does. */
  boolean isBound() {
    return mechanism.equals(ScramMechanism.PLUS);
  }

  /** To be put behind the server's refusal: what else than a wrong password may be why. */
  String doubt() {
    if (isBound()) {
      return "; or the TLS session ends before this server, whose certificate is another one: where"
          + " that is meant, leave "
          + ScramMechanism.PLUS
          + " out of saslMechanisms";
    }
    return known.isEmpty()
        ? ""
        : "; or the server does offer "
            + ScramMechanism.PLUS
            + ", and what stands between has taken it off the offer: where that is meant, leave it"
            + " out of saslMechanisms";
  }
}
