package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordMechanismsTest {

  private static final byte[] NOTHING = {};

  @Test
  void plainSendsUserAndPasswordAtOnce() throws SaslFailureException {
    SaslClientMechanism plain = mechanism("PLAIN", "t\u00EFm", "tanstaaf\u00E4");
    assertFalse(plain.complete());
    assertArrayEquals("\0t\u00EFm\0tanstaaf\u00E4".getBytes(UTF_8), plain.initialResponse());
    assertTrue(plain.complete());
    assertThrows(SaslFailureException.class, () -> plain.respond(NOTHING));
  }

  @Test
  void plainAnswersAnEmptyChallengeWhenNothingWasSentWithAuth() throws SaslFailureException {
    SaslClientMechanism plain = mechanism("PLAIN", "tim", "pw");
    assertArrayEquals("\0tim\0pw".getBytes(UTF_8), plain.respond(NOTHING));
    assertTrue(plain.complete());
  }

  @Test
  void loginSendsUserThenPasswordWhateverThePromptsSay() throws SaslFailureException {
    SaslClientMechanism login = mechanism("LOGIN", "tim", "p\u00E4ss");
    assertNull(login.initialResponse());
    assertArrayEquals("tim".getBytes(UTF_8), login.respond("Password:".getBytes(US_ASCII)));
    assertFalse(login.complete());
    assertArrayEquals("p\u00E4ss".getBytes(UTF_8), login.respond(NOTHING));
    assertTrue(login.complete());
    assertThrows(SaslFailureException.class, () -> login.respond(NOTHING));
  }

  @Test
  void cramMd5GivesTheDigestOfRfc2195() throws SaslFailureException {
    SaslClientMechanism cram = mechanism("CRAM-MD5", "tim", "tanstaaftanstaaf");
    assertNull(cram.initialResponse());
    assertFalse(cram.complete());
    byte[] response = cram.respond("<1896.697170952@postoffice.reston.mci.net>".getBytes(US_ASCII));
    assertEquals("tim b913a602c7eda7a495b4e6e7334d3890", new String(response, UTF_8));
    assertTrue(cram.complete());
    assertThrows(SaslFailureException.class, () -> cram.respond("<2@x>".getBytes(US_ASCII)));
  }

  /** The first is RFC 2202 section 2, case 2; keys over a block of 64 octets are hashed first. */
  @Test
  void cramMd5KeysOfAnyLengthWork() throws SaslFailureException {
    assertEquals(
        "u 750c783e6ab0b503eaa86e310a5db738", digest("Jefe", "what do ya want for nothing?"));
    assertEquals("u 1f38caa9f91a66169c1c7cc6276d601c", digest("", "<1@x>"));
    assertEquals("u df3cbc2f9a869488d3f46910f45b8b92", digest("k".repeat(80), "<1@x>"));
  }

  @Test
  void cramMd5RefusesAnEmptyChallenge() {
    SaslClientMechanism cram = mechanism("CRAM-MD5", "tim", "pw");
    assertThrows(SaslFailureException.class, () -> cram.respond(NOTHING));
    assertFalse(cram.complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"})
  void nulInUserOrPasswordIsRefusedWithoutShowingThem(String name) {
    assertRefused(mechanism(name, "us\0er", "topsecret"));
    assertRefused(mechanism(name, "user", "topsecret\0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"})
  void mechanismAndCredentialsPrintNoPassword(String name) {
    assertFalse(mechanism(name, "user", "topsecret").toString().contains("topsecret"));
    assertFalse(new Credentials("user", "topsecret").toString().contains("topsecret"));
  }

  private static void assertRefused(SaslClientMechanism mechanism) {
    SaslFailureException e = assertThrows(SaslFailureException.class, mechanism::initialResponse);
    assertTrue(String.valueOf(e.getMessage()).contains("holds a NUL"), e.getMessage());
    assertFalse(e.toString().contains("topsecret"));
    assertThrows(SaslFailureException.class, () -> mechanism.respond(new byte[] {'x'}));
    assertFalse(mechanism.complete());
  }

  private static String digest(String password, String challenge) throws SaslFailureException {
    byte[] response = mechanism("CRAM-MD5", "u", password).respond(challenge.getBytes(US_ASCII));
    return new String(response, UTF_8);
  }

  private static SaslClientMechanism mechanism(String name, String user, String password) {
    return SaslMechanisms.strongest(SaslOffer.of(Set.of(name), Set.of()), user, password)
        .orElseThrow();
  }
}
