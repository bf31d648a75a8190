package org.smtpra.auth;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The mechanisms we speak, and which of them a sign-in takes. */
public final class SaslMechanisms {

  /** Strongest first: with the first two the password itself never leaves us. */
  private static final List<String> BY_STRENGTH =
      List.of(ScramMechanism.NAME, "CRAM-MD5", "PLAIN", "LOGIN");

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
   * Chooses the mechanism for a token that both sides speak and the administrator allows.
   *
   * @param offered names from the server, in any case
   * @param allowed names from the configuration, in any case; empty allows all
   * @param holder who signs in
   * @return a mechanism for one sign-in, or none where there is no mechanism in common
   */
  public static Optional<SaslClientMechanism> withToken(
      Set<String> offered, Collection<String> allowed, TokenHolder holder) {
    return inCommon(BEARER, offered, allowed).map(name -> BearerMechanism.named(name, holder));
  }

  /**
   * Chooses the strongest mechanism that both sides speak and the administrator allows. EXTERNAL,
   * where it is allowed by name, takes the place of a missing password.
   *
   * @param offered names from the server, in any case
   * @param allowed names from the configuration, in any case; empty allows all
   * @param userName the user's name
   * @param password the user's password; empty where a certificate takes its place
   * @return a mechanism for one sign-in, or none where there is no mechanism in common
   */
  public static Optional<SaslClientMechanism> strongest(
      Set<String> offered, Collection<String> allowed, String userName, String password) {
    Credentials credentials = new Credentials(userName, password);
    if (password.isEmpty() && upperCase(allowed).contains(ExternalMechanism.NAME)) {
      return inCommon(List.of(ExternalMechanism.NAME), offered, allowed)
          .map(name -> new ExternalMechanism(credentials));
    }
    return inCommon(BY_STRENGTH, offered, allowed).map(name -> create(name, credentials));
  }

  private static Optional<String> inCommon(
      List<String> ours, Set<String> offered, Collection<String> allowed) {
    Set<String> serverNames = upperCase(offered);
    Set<String> allowedNames = upperCase(allowed);
    return ours.stream()
        .filter(serverNames::contains)
        .filter(name -> allowedNames.isEmpty() || allowedNames.contains(name))
        .findFirst();
  }

  private static SaslClientMechanism create(String name, Credentials credentials) {
    return switch (name) {
      case ScramMechanism.NAME -> new ScramMechanism(credentials, SaslMechanisms::nonce);
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

  private static Set<String> upperCase(Collection<String> names) {
    return names.stream()
        .map(name -> name.strip().toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
