package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTextTest {

  @Test
  void emptyResponseIsAnEqualsSignOnlyInTheCommandItself() {
    assertEquals("=", AuthText.encodeInitial(new byte[0]));
    assertEquals("", AuthText.encode(new byte[0]));
    assertEquals("AGEAYg==", AuthText.encodeInitial("\0a\0b".getBytes(US_ASCII)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "="})
  void emptyChallengeIsNoOctets(String challenge) throws SaslFailureException {
    assertEquals(0, AuthText.decode(challenge).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Username:", "VXNlcm5hbWU6=x", "abc def", "\u65E5\u672C", "A"})
  void nonsenseIsRefusedAndShown(String challenge) {
    SaslFailureException e =
        assertThrows(SaslFailureException.class, () -> AuthText.decode(challenge));
    assertEquals("the server's challenge is not base64: \"" + challenge + "\"", e.getMessage());
  }

  @Test
  void longAndHostileNonsenseIsShownPrintableAndCut() {
    SaslFailureException e =
        assertThrows(
            SaslFailureException.class, () -> AuthText.decode("\u001B[31m" + "*".repeat(4000)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.length() < 200, message);
    assertFalse(message.contains("\u001B"), message);
  }

  @Property
  void whatIsEncodedIsDecoded(@ForAll byte[] octets) throws SaslFailureException {
    assertArrayEquals(octets, AuthText.decode(AuthText.encode(octets)));
    assertArrayEquals(octets, AuthText.decode(AuthText.encodeInitial(octets)));
  }
}
