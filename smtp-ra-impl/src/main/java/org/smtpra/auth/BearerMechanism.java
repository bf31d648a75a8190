package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.smtpra.protocol.PrintableText;

/**
 * OAUTHBEARER (RFC 7628) and its forerunner XOAUTH2, which Microsoft and Google speak: one message
 * with the token. A server that refuses it says why in a challenge, which has to be answered before
 * it says 535.
 */
final class BearerMechanism implements SaslClientMechanism {

  static final String OAUTHBEARER = "OAUTHBEARER";
  static final String XOAUTH2 = "XOAUTH2";

  /** RFC 7628 section 3.1: parts end with it, so none may hold it. */
  private static final char SEPARATOR = '\u0001';

  private static final int SHOWN_CHARS = 300;

  private final String name;
  private final TokenHolder holder;
  private boolean said;
  private String complaint = "";

  private BearerMechanism(String name, TokenHolder holder) {
    this.name = name;
    this.holder = holder;
  }

  /** The mechanism of this name. */
  static BearerMechanism named(String name, TokenHolder holder) {
    if (!name.equals(OAUTHBEARER) && !name.equals(XOAUTH2)) {
      throw new IllegalArgumentException("no such mechanism: " + name);
    }
    return new BearerMechanism(name, holder);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] initialResponse() throws SaslFailureException {
    String user = holder.userName();
    if (user.codePoints().anyMatch(Character::isISOControl)) {
      throw new SaslFailureException(name + ": the user name holds a control character");
    }
    said = true;
    String auth = "auth=Bearer " + holder.token().value().reveal() + SEPARATOR + SEPARATOR;
    String message =
        name.equals(XOAUTH2)
            ? "user=" + user + SEPARATOR + auth
            : "n,a=" + saslName(user) + "," + SEPARATOR + endpoint() + auth;
    return message.getBytes(UTF_8);
  }

  private String endpoint() {
    return "host=" + holder.host() + SEPARATOR + "port=" + holder.port() + SEPARATOR;
  }

  /** RFC 5801 section 4. */
  private static String saslName(String user) {
    return user.replace("=", "=3D").replace(",", "=2C");
  }

  /** RFC 7628 section 3.2.3; with XOAUTH2 an empty line. */
  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    if (!said) {
      return initialResponse();
    }
    if (!complaint.isEmpty()) {
      throw SaslFailureException.nonsense(name + ": the server asks again after it has refused");
    }
    String text = new String(challenge, UTF_8);
    complaint = text.isBlank() ? "no reason given" : PrintableText.truncated(text, SHOWN_CHARS);
    return name.equals(XOAUTH2) ? new byte[0] : new byte[] {SEPARATOR};
  }

  @Override
  public boolean complete() {
    return said && complaint.isEmpty();
  }

  @Override
  public Optional<String> complaint() {
    return complaint.isEmpty() ? Optional.empty() : Optional.of(complaint);
  }
}
