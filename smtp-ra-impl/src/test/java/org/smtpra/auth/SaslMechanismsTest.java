package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaslMechanismsTest {

  @ParameterizedTest
  @CsvSource({
    "LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256 XOAUTH2, '', SCRAM-SHA-256",
    "LOGIN PLAIN CRAM-MD5, '', CRAM-MD5",
    "LOGIN PLAIN, '', PLAIN",
    "LOGIN, '', LOGIN",
    "login scram-sha-256, '', SCRAM-SHA-256",
    "LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256, login plain, PLAIN",
    "SCRAM-SHA-256, PLAIN, none",
    "GSSAPI XOAUTH2, '', none",
    "'', '', none",
  })
  void strongestMechanismInCommonIsTaken(String offered, String allowed, String expected) {
    String chosen =
        SaslMechanisms.strongest(words(offered), words(allowed), "user", "pw")
            .map(SaslClientMechanism::name)
            .orElse("none");
    assertEquals(expected, chosen);
  }

  /** Only by name: nobody is signed in by a certificate who has not asked for it. */
  @Test
  void externalTakesThePlaceOfAMissingPasswordWhereItIsAllowed() throws SaslFailureException {
    Set<String> offered = Set.of("PLAIN", "EXTERNAL");
    SaslClientMechanism external =
        SaslMechanisms.strongest(offered, Set.of("external"), "shop", "").orElseThrow();
    assertEquals("EXTERNAL", external.name());
    assertEquals("shop", new String(external.initialResponse(), UTF_8));
    assertTrue(external.complete());
    assertTrue(SaslMechanisms.strongest(Set.of("PLAIN"), Set.of("EXTERNAL"), "", "").isEmpty());
    assertEquals(
        "PLAIN", SaslMechanisms.strongest(offered, Set.of(), "shop", "pw").orElseThrow().name());
    assertEquals(
        "PLAIN",
        SaslMechanisms.strongest(offered, Set.of("EXTERNAL", "PLAIN"), "shop", "pw")
            .orElseThrow()
            .name());
  }

  @Test
  void everySupportedNameGivesAMechanismOfThatName() {
    for (String name : SaslMechanisms.supported()) {
      SaslClientMechanism mechanism =
          SaslMechanisms.strongest(Set.of(name), List.of(name), "user", "pw").orElseThrow();
      assertEquals(name, mechanism.name());
    }
  }

  @Test
  void everySignInHasANonceOfItsOwn() throws SaslFailureException {
    String first = scramFirst();
    assertTrue(first.startsWith("n,,n=user,r="), first);
    assertNotEquals(first, scramFirst());
  }

  private static String scramFirst() throws SaslFailureException {
    byte[] first =
        SaslMechanisms.strongest(Set.of("SCRAM-SHA-256"), Set.of(), "user", "pw")
            .orElseThrow()
            .initialResponse();
    assertNotNull(first);
    return new String(first, UTF_8);
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList());
  }
}
