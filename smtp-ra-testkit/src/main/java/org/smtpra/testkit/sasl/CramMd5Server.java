package org.smtpra.testkit.sasl;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** CRAM-MD5 (RFC 2195). */
final class CramMd5Server implements SaslServer {
  private static final Hmac HMAC = new Hmac("HmacMD5");

  private final Map<String, String> users;
  private final String challenge = "<" + UUID.randomUUID() + "@scripted.smtpra.test>";

  CramMd5Server(Map<String, String> users) {
    this.users = users;
  }

  @Override
  public String firstChallenge() {
    return challenge;
  }

  @Override
  public SaslStep respond(String response) {
    int space = response.lastIndexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("CRAM-MD5 needs a user, a space and a digest");
    }
    String user = response.substring(0, space);
    String password = users.get(user);
    if (password == null || !digest(password).equals(response.substring(space + 1))) {
      return new SaslStep.Failure();
    }
    return new SaslStep.Success(user, "");
  }

  private String digest(String password) {
    byte[] key = password.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(HMAC.of(key, challenge.getBytes(StandardCharsets.UTF_8)));
  }
}
