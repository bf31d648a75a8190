package org.smtpra.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void readsWhatEndpointsAndKeyFilesHold() {
    Map<String, Object> read =
        JsonText.object(
            " { \"access_token\" : \"a\\u0041\\n\\/\\\"\" , \"expires_in\": 3599, \"more\":"
                + " [1, -2.5e+3, {\"deep\": [] }, true, null], \"empty\": {} } ");
    assertEquals("aA\n/\"", JsonText.member(read, "access_token"));
    assertEquals("3599", JsonText.member(read, "expires_in"));
    assertEquals(
        List.of("1", "-2.5e+3", Map.of("deep", List.of()), "true", "null"), read.get("more"));
    assertEquals("", JsonText.member(read, "empty"));
    assertEquals("", JsonText.member(read, "none"));
  }

  @Test
  void nullIsNoText() {
    assertEquals("", JsonText.member(JsonText.object("{\"error\":null}"), "error"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "\"text\"",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":01}",
        "{\"a\":nul}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":1} x",
        "{a:1}"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonText.object(text));
  }

  @Test
  void nestingIsBounded() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThrows(IllegalArgumentException.class, () -> JsonText.object(deep));
  }

  @Test
  void refusalQuotesNothing() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> JsonText.object("{\"client_secret\": s3cret}"));
    assertFalse(refusal.getMessage().contains("s3cret"));
  }

  @Property
  void anyTextComesBackAsItWas(@ForAll String text) {
    String escaped =
        text.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining());
    assertEquals(text, JsonText.object("{\"a\":\"" + escaped + "\"}").get("a"));
  }

  @Property
  void rubbishIsRefusedInOneWay(@ForAll String rubbish) {
    try {
      JsonText.object("{" + rubbish);
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }
}
