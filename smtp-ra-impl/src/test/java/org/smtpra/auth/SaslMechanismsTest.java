package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class SaslMechanismsTest {

  private final TestCertificates certificates;

  SaslMechanismsTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

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
        SaslMechanisms.strongest(SaslOffer.of(words(offered), words(allowed)), "user", "pw")
            .map(SaslClientMechanism::name)
            .orElse("none");
    assertEquals(expected, chosen);
  }

  /** Only by name: nobody is signed in by a certificate who has not asked for it. */
  @Test
  void externalTakesThePlaceOfAMissingPasswordWhereItIsAllowed() throws SaslFailureException {
    Set<String> offered = Set.of("PLAIN", "EXTERNAL");
    SaslClientMechanism external =
        SaslMechanisms.strongest(SaslOffer.of(offered, Set.of("external")), "shop", "")
            .orElseThrow();
    assertEquals("EXTERNAL", external.name());
    assertEquals("shop", new String(external.initialResponse(), UTF_8));
    assertTrue(external.complete());
    assertTrue(
        SaslMechanisms.strongest(SaslOffer.of(Set.of("PLAIN"), Set.of("EXTERNAL")), "", "")
            .isEmpty());
    assertEquals(
        "PLAIN",
        SaslMechanisms.strongest(SaslOffer.of(offered, Set.of()), "shop", "pw")
            .orElseThrow()
            .name());
    assertEquals(
        "PLAIN",
        SaslMechanisms.strongest(SaslOffer.of(offered, Set.of("EXTERNAL", "PLAIN")), "shop", "pw")
            .orElseThrow()
            .name());
  }

  @Test
  void everySupportedNameGivesAMechanismOfThatName() {
    for (String name : SaslMechanisms.supported()) {
      SaslOffer offer = SaslOffer.of(Set.of(name), List.of(name)).in(Optional.of(binding()));
      assertEquals(name, SaslMechanisms.strongest(offer, "user", "pw").orElseThrow().name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SCRAM-SHA-256 SCRAM-SHA-256-PLUS, '', true, 'SCRAM-SHA-256-PLUS p=tls-server-end-point,,'",
    "SCRAM-SHA-256 SCRAM-SHA-256-PLUS, '', false, 'SCRAM-SHA-256 n,,'",
    "SCRAM-SHA-256, '', true, 'SCRAM-SHA-256 y,,'",
    "SCRAM-SHA-256, '', false, 'SCRAM-SHA-256 n,,'",
    "SCRAM-SHA-256 SCRAM-SHA-256-PLUS, SCRAM-SHA-256, true, 'SCRAM-SHA-256 n,,'",
    "SCRAM-SHA-256, SCRAM-SHA-256 SCRAM-SHA-256-PLUS, true, 'SCRAM-SHA-256 y,,'",
    "scram-sha-256-plus, '', true, 'SCRAM-SHA-256-PLUS p=tls-server-end-point,,'",
  })
  void whatIsSaidOfChannelBindingFollowsOfferAllowanceAndTls(
      String offered, String allowed, boolean canBind, String expected)
      throws SaslFailureException {
    SaslOffer offer =
        SaslOffer.of(words(offered), words(allowed))
            .in(canBind ? Optional.of(binding()) : Optional.empty());
    SaslClientMechanism mechanism = SaslMechanisms.strongest(offer, "user", "pw").orElseThrow();
    byte[] first = mechanism.initialResponse();
    assertNotNull(first);
    String text = new String(first, UTF_8);
    String header = text.substring(0, text.indexOf("n=user"));
    assertEquals(expected, mechanism.name() + " " + header);
  }

  @Test
  void mechanismWithBindingAloneIsNoneWhereNothingCanBeBoundTo() {
    SaslOffer offer = SaslOffer.of(Set.of("SCRAM-SHA-256-PLUS"), Set.of());
    assertTrue(SaslMechanisms.strongest(offer, "user", "pw").isEmpty());
  }

  private ChannelBinding binding() {
    return ChannelBinding.toServer(certificates.selfSigned("EC", "SHA256withECDSA")).orElseThrow();
  }

  @Test
  void everySignInHasANonceOfItsOwn() throws SaslFailureException {
    String first = scramFirst();
    assertTrue(first.startsWith("n,,n=user,r="), first);
    assertNotEquals(first, scramFirst());
  }

  private static String scramFirst() throws SaslFailureException {
    byte[] first =
        SaslMechanisms.strongest(SaslOffer.of(Set.of("SCRAM-SHA-256"), Set.of()), "user", "pw")
            .orElseThrow()
            .initialResponse();
    assertNotNull(first);
    return new String(first, UTF_8);
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList());
  }
}
