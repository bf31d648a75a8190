package org.smtpra.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain ~ text", "gr\u00FC\u00DFe", "\u65E5\u672C", "\uD83D\uDE00 smile"})
  void printableTextIsTheSameObject(String text) {
    assertSame(text, PrintableText.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\r", "\n", "\u001B", "\u007F", "\u0080", "\u009B", "\u2028", "\u2029", "\u200E",
        "\u200F", "\u061C", "\u202A", "\u202E", "\u2066", "\u2069", "\uD83D", "\uDE00"
      })
  void whatForgesOrTurnsALineIsMarked(String unsafe) {
    assertEquals("a\uFFFDb", PrintableText.of("a" + unsafe + "b"));
    assertEquals("a\uFFFD", PrintableText.of("a" + unsafe));
  }

  @Test
  void tabBecomesASpace() {
    assertEquals("a b", PrintableText.of("a\tb"));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("abc", PrintableText.truncated("abc", 3));
    assertEquals("abc...", PrintableText.truncated("abcd", 3));
    assertEquals("ab...", PrintableText.truncated("ab\uD83D\uDE00", 3));
  }
}
