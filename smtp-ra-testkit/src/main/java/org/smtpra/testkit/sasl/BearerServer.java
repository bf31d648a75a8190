package org.smtpra.testkit.sasl;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OAUTHBEARER (RFC 7628) and XOAUTH2. A user's password is the tokens that are good, with a space
 * between them.
 */
final class BearerServer implements SaslServer {

  private static final String REFUSAL =
      "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"https://mail.example.test/\"}";

  private static final Pattern OAUTHBEARER =
      Pattern.compile(
          "n,a=([^,]+),\u0001(?:host=[^\u0001]+\u0001)?(?:port=\\d+\u0001)?"
              + "auth=Bearer ([!-~]+)\u0001\u0001");

  private static final Pattern XOAUTH2 =
      Pattern.compile("user=([^\u0001]+)\u0001auth=Bearer ([!-~]+)\u0001\u0001");

  private final Pattern form;
  private final String dismissal;
  private final Map<String, String> users;
  private boolean refused;

  private BearerServer(Pattern form, String dismissal, Map<String, String> users) {
    this.form = form;
    this.dismissal = dismissal;
    this.users = users;
  }

  static BearerServer oauthBearer(Map<String, String> users) {
    return new BearerServer(OAUTHBEARER, "\u0001", users);
  }

  static BearerServer xoauth2(Map<String, String> users) {
    return new BearerServer(XOAUTH2, "", users);
  }

  @Override
  public String firstChallenge() {
    return "";
  }

  @Override
  public SaslStep respond(String response) {
    if (refused) {
      if (!response.equals(dismissal)) {
        throw new IllegalArgumentException("the refusal was not dismissed as it should be");
      }
      return new SaslStep.Failure();
    }
    Matcher matcher = form.matcher(response);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("malformed bearer message");
    }
    String user = matcher.group(1).replace("=2C", ",").replace("=3D", "=");
    List<String> good = List.of(users.getOrDefault(user, "").split(" "));
    if (good.contains(matcher.group(2))) {
      return new SaslStep.Success(user, "");
    }
    refused = true;
    return new SaslStep.Challenge(REFUSAL);
  }
}
