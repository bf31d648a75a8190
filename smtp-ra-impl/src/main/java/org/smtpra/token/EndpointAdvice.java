package org.smtpra.token;

import java.util.List;

/**
 * What an administrator can do about a refusal of a token endpoint. Sources: Microsoft's list of
 * AADSTS codes, Google's documentation of service accounts, RFC 6749 section 5.2.
 */
final class EndpointAdvice {

  /** The first that is found in the description, or is the error, counts. */
  private static final List<Advice> ALL =
      List.of(
          new Advice("AADSTS7000222", "tokenClientSecret has expired: make a new one in Entra"),
          new Advice(
              "AADSTS7000215",
              "tokenClientSecret is wrong: it is the secret's value, not its id, in Entra"),
          new Advice("AADSTS700016", "tokenClientId is unknown in this tenant"),
          new Advice("AADSTS90002", "the tenant in tokenEndpoint does not exist"),
          new Advice("AADSTS900023", "the tenant in tokenEndpoint is neither an id nor a domain"),
          new Advice(
              "AADSTS1002012",
              "tokenScope must be https://outlook.office365.com/.default with CLIENT_CREDENTIALS"),
          new Advice("AADSTS70011", "tokenScope is not valid"),
          new Advice(
              "AADSTS65001", "an administrator must consent to the application's permission"),
          new Advice("AADSTS700082", "tokenRefreshToken has expired: the user must sign in again"),
          new Advice(
              "Client is unauthorized to retrieve access tokens",
              "allow the service account's client id and tokenScope under domain-wide delegation in"
                  + " the Google Admin console"),
          new Advice(
              "Invalid JWT Signature",
              "the key in tokenFile is not, or no longer, the" + " account's"),
          new Advice("short-lived token", "this machine's clock is wrong"),
          new Advice("Invalid email or User ID", "userName must be a mailbox of the domain"),
          new Advice("invalid_client", "tokenClientId or tokenClientSecret is wrong"),
          new Advice(
              "invalid_grant",
              "what was granted (tokenRefreshToken, or the key in tokenFile) is wrong, has expired or"
                  + " was taken back"),
          new Advice("invalid_scope", "tokenScope is wrong"),
          new Advice("unauthorized_client", "the application may not use this tokenSource"),
          new Advice("unsupported_grant_type", "the endpoint does not know this tokenSource"));

  private EndpointAdvice() {}

  /** To be put behind the text; empty where we know none. */
  static String on(String error, String description) {
    return ALL.stream()
        .filter(advice -> description.contains(advice.sign()) || error.equals(advice.sign()))
        .findFirst()
        .map(advice -> "; " + advice.text())
        .orElse("");
  }

  private record Advice(String sign, String text) {}
}
