package org.smtpra.standalone.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.KnownSecrets;
import org.smtpra.testkit.ScriptedTokenEndpoint;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.ChaosField;
import org.smtpra.testkit.chaos.ChaosOptions;
import org.smtpra.testkit.chaos.ChaosSubject;
import org.smtpra.testkit.chaos.host.RevokedTokens;
import org.smtpra.testkit.chaos.host.ScriptedHost;

/** A run in which the factory's user signs in with tokens that end and are revoked. */
class TokenChaosIT {

  /** Longer than a session's opening may take by its budgets. */
  private static final int LIFE_SECONDS = 6;

  private static final String CLIENT_SECRET = "the secret of chaos";
  private static final Duration OFTEN = Duration.ofSeconds(8);
  private static final Duration THREE_LIVES = Duration.ofSeconds(3 * LIFE_SECONDS + 2);

  @Test
  void everyMessageIsAccountedForOnceWhileTokensEndAndAreRevoked() throws IOException {
    ChaosOptions options = ChaosOptions.of(41, THREE_LIVES);
    try (ScriptedTokenEndpoint endpoint = ScriptedTokenEndpoint.start().life(LIFE_SECONDS);
        TestCertificates certificates = TestCertificates.forNames(ChaosField.certificateNames());
        ChaosField field = field(options, certificates, endpoint)) {
      ChaosCheck check = ChaosCheck.of(options, field, properties -> open(properties, endpoint));
      assertEquals(List.of(), check.violations(), check::report);
      assertTrue(check.report().contains("hears that tokens were revoked"), check::report);
      assertTrue(endpoint.requests() > 3, () -> endpoint.requests() + " tokens: nothing proven");
    }
  }

  private static ChaosField field(
      ChaosOptions options, TestCertificates certificates, ScriptedTokenEndpoint endpoint) {
    RevokedTokens tokens = new RevokedTokens(endpoint, OFTEN);
    return ChaosField.of(
        options,
        certificates,
        (place, loop) ->
            ScriptedHost.startTakingTokens(place.named("localhost"), certificates, loop, tokens));
  }

  private static ChaosSubject open(Map<String, String> properties, ScriptedTokenEndpoint endpoint) {
    Map<String, String> tokens = new HashMap<>(properties);
    tokens.remove("password");
    tokens.put("tokenSource", "CLIENT_CREDENTIALS");
    tokens.put("tokenEndpoint", endpoint.uri().toString());
    tokens.put("tokenClientId", "chaos");
    tokens.put("tokenClientSecret", CLIENT_SECRET);
    KnownSecrets.add(CLIENT_SECRET);
    return PoolSubjects.open(tokens);
  }
}
