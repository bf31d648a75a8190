package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small grammars: durations, addresses, names, escapes. */
class TextShapesTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "500ms, PT0.5S",
    "15s, PT15S",
    "2m, PT2M",
    "1H, PT1H",
    " 15S , PT15S",
    "007s, PT7S"
  })
  void durationsAreTrimmedAndReadInAnyCase(String text, Duration duration) {
    assertEquals(Optional.of(duration), DurationText.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT0.5S, 500ms",
    "PT90S, 90s",
    "PT10M, 10m",
    "PT24H, 24h",
    "PT1.5S, 1500ms"
  })
  void durationsAreWrittenInTheLargestUnitWithoutAFraction(Duration duration, String text) {
    assertEquals(text, DurationText.format(duration));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "192.0.2.1",
        "255.255.255.255",
        "::",
        "::1",
        "2001:db8::1",
        "1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1"
      })
  void addressesAreKnown(String text) {
    assertTrue(IpLiteral.isAddress(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4 ",
        ":",
        ":::",
        "1:2",
        "1::2::3",
        "fe80::1%eth0",
        "[::1]",
        "abc",
        "12345::",
        "1.2.3.4:25",
        ".:"
      })
  void otherTextsAreNoAddresses(String text) {
    assertFalse(IpLiteral.isAddress(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "app-1.example.com",
        "xn--mnchen-3ya.example",
        "3com.example",
        "[192.0.2.1]",
        "[IPv6:2001:db8::1]",
        "[ipv6:::1]"
      })
  void ehloNamesAreDomainsOrAddressLiterals(String text) {
    assertTrue(DomainName.isEhloName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "a..b",
        "a.",
        "my_host",
        "192.0.2.1",
        "2001:db8::1",
        "[2001:db8::1]",
        "[IPv6:192.0.2.1]",
        "[a]",
        "a b",
        "a\r\nMAIL",
        "münchen.example"
      })
  void otherTextsAreNoEhloNames(String text) {
    assertFalse(DomainName.isEhloName(text));
  }

  @Test
  void labelsAndNamesHaveTheLengthsOfTheDns() {
    String label = "a".repeat(63);

    assertTrue(DomainName.isHost(label + "." + label + "." + label + "." + "a".repeat(61)));
    assertFalse(DomainName.isHost(label + "." + label + "." + label + "." + "a".repeat(62)));
    assertFalse(DomainName.isHost("a".repeat(64)));
  }

  @Test
  void escapedSeparatorsDoNotSplitAndEscapedSpacesStay() {
    assertEquals(
        List.of("a\\,b", "", "c\\\\", "d\\ "), EscapedText.split(" a\\,b,, c\\\\ ,d\\  ", ','));
    assertEquals(Optional.of("a,b\\ ;"), EscapedText.unescape("a\\,b\\\\\\ \\;"));
    assertEquals(Optional.empty(), EscapedText.unescape("a\\b"));
    assertEquals(Optional.empty(), EscapedText.unescape("a\\"));
  }
}
