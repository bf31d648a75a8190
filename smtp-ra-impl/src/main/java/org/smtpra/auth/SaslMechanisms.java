package org.smtpra.auth;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The mechanisms we speak, and which of them a sign-in takes. */
public final class SaslMechanisms {

  /** Strongest first: with the first three the password itself never leaves us. */
  private static final List<String> BY_STRENGTH =
      List.of(ScramMechanism.PLUS, ScramMechanism.NAME, "CRAM-MD5", "PLAIN", "LOGIN");

  private static final List<String> WITHOUT_BINDING =
      BY_STRENGTH.stream().filter(name -> !name.equals(ScramMechanism.PLUS)).toList();

  /** The standard first. */
  private static final List<String> BEARER =
      List.of(BearerMechanism.OAUTHBEARER, BearerMechanism.XOAUTH2);

  private static final int NONCE_OCTETS = 24;

  private SaslMechanisms() {}

  /**
   * The mechanisms for a user with a password.
   *
   * @return names, the strongest first
   */
  public static List<String> supported() {
    return BY_STRENGTH;
  }

  /**
   * The mechanisms for a user with a token.
   *
   * @return names, the preferred first
   */
  public static List<String> forTokens() {
    return BEARER;
  }

  /**
   * Tells whether channel binding is asked for, and not just let be.
   *
   * @param allowed names from the configuration, in any case
   * @return true where a mechanism with channel binding is named
   */
  public static boolean demandsBinding(Collection<String> allowed) {
    return SaslOffer.of(List.of(), allowed).names(ScramMechanism.PLUS);
  }

  /**
   * Chooses the mechanism for a token that both sides speak and the administrator allows.
   *
   * @param offer what there is to choose from
   * @param holder who signs in
   * @return a mechanism for one sign-in, or none where there is no mechanism in common
   */
  public static Optional<SaslClientMechanism> withToken(SaslOffer offer, TokenHolder holder) {
    return offer.firstInCommon(BEARER).map(name -> BearerMechanism.named(name, holder));
  }

  /**
   * Chooses the strongest mechanism that both sides speak and the administrator allows. EXTERNAL,
   * where it is allowed by name, takes the place of a missing password.
   *
   * @param offer what there is to choose from
   * @param userName the user's name
   * @param password the user's password; empty where a certificate takes its place
   * @return a mechanism for one sign-in, or none where there is no mechanism in common
   */
  public static Optional<SaslClientMechanism> strongest(
      SaslOffer offer, String userName, String password) {
    Credentials credentials = new Credentials(userName, password);
    if (password.isEmpty() && offer.names(ExternalMechanism.NAME)) {
      return offer
          .firstInCommon(List.of(ExternalMechanism.NAME))
          .map(name -> new ExternalMechanism(credentials));
    }
    return offer
        .firstInCommon(offer.binding().isPresent() ? BY_STRENGTH : WITHOUT_BINDING)
        .map(name -> create(name, credentials, offer));
  }

  private static SaslClientMechanism create(String name, Credentials credentials, SaslOffer offer) {
    return switch (name) {
      case ScramMechanism.PLUS, ScramMechanism.NAME ->
          new ScramMechanism(credentials, SaslMechanisms::nonce, ScramBinding.choose(name, offer));
      case "CRAM-MD5" -> new CramMd5Mechanism(credentials);
      case "PLAIN" -> new PlainMechanism(credentials);
      case "LOGIN" -> new LoginMechanism(credentials);
      default -> throw new IllegalArgumentException("no such mechanism: " + name);
    };
  }

  /** Base64 has no comma, the one character a nonce must not hold (RFC 5802 section 5.1). */
  private static String nonce() {
    byte[] octets = new byte[NONCE_OCTETS];
    new SecureRandom().nextBytes(octets);
    return Base64.getEncoder().encodeToString(octets);
  }
}
