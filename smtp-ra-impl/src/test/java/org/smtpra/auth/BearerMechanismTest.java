package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.config.Secret;

class BearerMechanismTest {

  private static final String TOKEN = "vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==";

  private static TokenHolder holder(String user) {
    BearerToken token = new BearerToken(new Secret(TOKEN), OptionalLong.empty());
    return new TokenHolder(user, token, "server.example.com", 587);
  }

  private static SaslClientMechanism mechanism(String name, String user) {
    return SaslMechanisms.withToken(SaslOffer.of(Set.of(name), Set.of()), holder(user))
        .orElseThrow();
  }

  private static String first(String name, String user) throws SaslFailureException {
    return new String(mechanism(name, user).initialResponse(), UTF_8);
  }

  /** The example of RFC 7628 section 4.1, but for the port. */
  @Test
  void oauthBearerNamesUserHostAndPort() throws SaslFailureException {
    assertEquals(
        "n,a=user@example.com,\u0001host=server.example.com\u0001port=587\u0001auth=Bearer "
            + TOKEN
            + "\u0001\u0001",
        first("OAUTHBEARER", "user@example.com"));
  }

  @Test
  void xoauth2NamesTheUser() throws SaslFailureException {
    assertEquals(
        "user=user@example.com\u0001auth=Bearer " + TOKEN + "\u0001\u0001",
        first("XOAUTH2", "user@example.com"));
  }

  @Test
  void commaAndEqualsSignOfAUserAreEscapedInOauthBearer() throws SaslFailureException {
    assertTrue(first("OAUTHBEARER", "a,b=c").startsWith("n,a=a=2Cb=3Dc,\u0001"));
  }

  /** RFC 7628 section 3.2.3; XOAUTH2 wants an empty line. */
  @ParameterizedTest
  @CsvSource({"OAUTHBEARER, 1", "XOAUTH2, 0"})
  void refusalIsDismissedAndRemembered(String name, int octets) throws SaslFailureException {
    SaslClientMechanism mechanism = mechanism(name, "user");
    mechanism.initialResponse();
    assertTrue(mechanism.complete());

    byte[] dismissal = mechanism.respond("{\"status\":\"401\"}".getBytes(UTF_8));

    assertArrayEquals(octets == 1 ? new byte[] {1} : new byte[0], dismissal);
    assertEquals(Optional.of("{\"status\":\"401\"}"), mechanism.complaint());
    assertFalse(mechanism.complete(), "a 235 after a refusal is nonsense");
    assertTrue(
        assertThrows(SaslFailureException.class, () -> mechanism.respond(new byte[0]))
            .isNonsense());
  }

  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void tokenIsShownNowhere(String name) throws SaslFailureException {
    SaslClientMechanism mechanism = mechanism(name, "user");
    mechanism.initialResponse();
    assertFalse((mechanism + "" + holder("user")).contains(TOKEN));
  }

  @Test
  void standardGoesFirstAndPasswordsAreForOthers() {
    Set<String> all = Set.of("XOAUTH2", "OAUTHBEARER", "PLAIN", "SCRAM-SHA-256");
    assertEquals(
        "OAUTHBEARER",
        SaslMechanisms.withToken(SaslOffer.of(all, Set.of()), holder("u")).orElseThrow().name());
    assertEquals(
        "XOAUTH2",
        SaslMechanisms.withToken(SaslOffer.of(all, Set.of("xoauth2")), holder("u"))
            .orElseThrow()
            .name());
    assertTrue(
        SaslMechanisms.withToken(SaslOffer.of(Set.of("PLAIN", "LOGIN"), Set.of()), holder("u"))
            .isEmpty());
    assertTrue(
        SaslMechanisms.strongest(SaslOffer.of(Set.of("XOAUTH2"), Set.of()), "u", "p").isEmpty());
  }

  /** Whatever a user is called, nobody else is signed in, and nothing is added to the message. */
  @Property
  void anyUserNameStaysOnePartOfTheMessage(@ForAll @NotEmpty String user) {
    for (String name : SaslMechanisms.forTokens()) {
      String message;
      try {
        message = first(name, user);
      } catch (SaslFailureException e) {
        assertTrue(user.codePoints().anyMatch(Character::isISOControl));
        continue;
      }
      assertEquals(name.equals("XOAUTH2") ? 4 : 6, message.split("\u0001", -1).length);
      assertTrue(message.endsWith("\u0001auth=Bearer " + TOKEN + "\u0001\u0001"));
    }
  }
}
