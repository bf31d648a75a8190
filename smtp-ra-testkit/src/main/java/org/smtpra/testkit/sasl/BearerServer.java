package org.smtpra.testkit.sasl;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OAUTHBEARER (RFC 7628) and XOAUTH2. A user's password is tokens that are good, with a space
 * between them; others may be good for every user.
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
  private final Predicate<String> tokens;
  private boolean refused;

  private BearerServer(
      Pattern form, String dismissal, Map<String, String> users, Predicate<String> tokens) {
    this.form = form;
    this.dismissal = dismissal;
    this.users = users;
    this.tokens = tokens;
  }

  static BearerServer oauthBearer(Map<String, String> users, Predicate<String> tokens) {
    return new BearerServer(OAUTHBEARER, "\u0001", users, tokens);
  }

  static BearerServer xoauth2(Map<String, String> users, Predicate<String> tokens) {
    return new BearerServer(XOAUTH2, "", users, tokens);
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
    String token = matcher.group(2);
    boolean own = List.of(users.getOrDefault(user, "").split(" ")).contains(token);
    if (own || (users.containsKey(user) && tokens.test(token))) {
      return new SaslStep.Success(user, "");
    }
    refused = true;
    return new SaslStep.Challenge(REFUSAL);
  }
}
