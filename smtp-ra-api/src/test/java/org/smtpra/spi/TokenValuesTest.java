package org.smtpra.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenValuesTest {

  @Test
  void tokenIsGivenAwayOnlyOnRequest() {
    AccessToken token = AccessToken.lasting("t0ken", Duration.ofHours(1));
    assertEquals("t0ken", token.reveal());
    assertEquals(Optional.of(Duration.ofHours(1)), token.lifetime());
    assertFalse(token.toString().contains("t0ken"), token::toString);
    assertTrue(AccessToken.of("t0ken").lifetime().isEmpty());
  }

  /** Each would end the message in which it goes to the server, or begin another part of it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\r\nbreak", "\u0001", "caf\u00e9"})
  void whatNoSignInCanCarryIsNoToken(String value) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> AccessToken.of(value));
    assertTrue(value.isEmpty() || !refusal.getMessage().contains(value));
  }

  @Test
  void lifetimeIsNotNegative() {
    assertThrows(
        IllegalArgumentException.class, () -> AccessToken.lasting("t", Duration.ofSeconds(-1)));
  }

  @Test
  void requestShowsNamesOnly() {
    TokenRequest request =
        new TokenRequest("shop", Map.of("tokenClientSecret", "hush"), Duration.ofSeconds(10));
    assertEquals("hush", request.setting("tokenClientSecret"));
    assertEquals("", request.setting("tokenScope"));
    assertFalse(request.toString().contains("hush"), request::toString);
  }
}
