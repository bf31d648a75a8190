package org.smtpra.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

  private static final String LABEL63 = "x".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "shop@example.com",
        "o'neil+tag=1/x@mail-1.example.com",
        "!#$%&'*+-/=?^_`{|}~@example.com",
        "\"a b\"@example.com",
        "\"a@b> SIZE=1\"@example.com",
        "\"quoted \\\" and \\\\ pair\"@example.com",
        "\"\"@example.com",
        "a@[192.0.2.1]",
        "a@[IPv6:2001:db8::1]",
        "a@[ipv6:::ffff:192.0.2.1]",
        "a@[IPv6:1:2:3:4:5:6:7:8]",
        "a@[IPv6:::]",
        "a@xn--bcher-kva.example",
        "a@1.example",
        "postmaster",
        "Postmaster"
      })
  void asciiMailboxGoesOverTheWireAsGiven(String address) throws InvalidAddressException {
    Mailbox mailbox = Mailbox.parse(address);
    assertEquals(address, mailbox.wireForm());
    assertEquals(address, mailbox.address());
    assertFalse(mailbox.needsSmtpUtf8());
  }

  @ParameterizedTest
  @CsvSource({
    "a@b\u00FCcher.example, a@xn--bcher-kva.example",
    "a@B\u00DCCHER.example, a@xn--bcher-kva.example",
    "a@\u4F8B\u3048.jp, a@xn--r8jz45g.jp",
    "a@b\u00FCcher\u3002example, a@xn--bcher-kva.example",
    "\"a b\"@b\u00FCcher.example, \"a b\"@xn--bcher-kva.example",
  })
  void internationalDomainGoesAsALabels(String address, String wireForm)
      throws InvalidAddressException {
    Mailbox mailbox = Mailbox.parse(address);
    assertEquals(wireForm, mailbox.wireForm());
    assertEquals(address, mailbox.address());
    assertFalse(mailbox.needsSmtpUtf8());
  }

  @ParameterizedTest
  @CsvSource({
    "j\u00F6rg@b\u00FCcher.example, j\u00F6rg@b\u00FCcher.example",
    "j\u00F6rg@B\u00DCCHER.example, j\u00F6rg@b\u00FCcher.example",
    "j\u00F6rg@xn--bcher-kva.example, j\u00F6rg@xn--bcher-kva.example",
    "\u7528\u6237@example.com, \u7528\u6237@example.com",
    "\"j\u00F6 rg\"@[192.0.2.1], \"j\u00F6 rg\"@[192.0.2.1]",
    "\uD83D\uDE00@example.com, \uD83D\uDE00@example.com",
  })
  void localPartOutsideAsciiNeedsSmtpUtf8AndKeepsUnicode(String address, String wireForm)
      throws InvalidAddressException {
    Mailbox mailbox = Mailbox.parse(address);
    assertEquals(wireForm, mailbox.wireForm());
    assertTrue(mailbox.needsSmtpUtf8());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a@b> SIZE=1 | '>' is not allowed in a domain at position 4",
        "a> SIZE=1@b | '>' is not allowed outside quotes at position 2",
        "Bob <bob@example.com> | a space is not allowed outside quotes at position 4",
        "<a@b> | '<' is not allowed outside quotes at position 1",
        "@relay:a@b | the local part is missing at position 1",
        "a,b@c | ',' is not allowed outside quotes at position 2",
        "a@b,c@d | ',' is not allowed in a domain at position 4",
        ".a@b | begin or end with a dot unless quoted at position 1",
        "a.@b | begin or end with a dot unless quoted at position 2",
        "a..b@c | two dots in a row must be quoted at position 3",
        "a | '@' and a domain are missing at position 2",
        "a@ | the domain is missing at position 3",
        "@b | the local part is missing at position 1",
        "a@b@c | '@' is not allowed in a domain at position 4",
        "a@b. | a part of the domain is empty at position 5",
        "a@.b | a part of the domain is empty at position 3",
        "a@b..c | a part of the domain is empty at position 5",
        "a@-b | begins or ends with a hyphen at position 3",
        "a@b_c | '_' is not allowed in a domain at position 4",
        "a@b c | a space is not allowed in a domain at position 4",
        "a@[1.2.3] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[1.2.3.256] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[1.2.3.4 | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[1.2.3.4]> SIZE=1 | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[2001:db8::1] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[IPv6:1::2::3] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[IPv6:1:2:3:4:5:6:7] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[IPv6:1:2:3:4:5:6:7::8] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "a@[IPv6:fe80::1%eth0] | neither [n.n.n.n] nor [IPv6:...] at position 3",
        "\"a@b | the closing quote is missing at position 5",
        "\"a\\\"@b | the closing quote is missing at position 7",
        "\"a\" b@c | '@' must follow the closing quote at position 4",
        "\"a\\\u00E9\"@c | only ASCII can be behind a backslash at position 4",
        "postmaster2 | '@' and a domain are missing at position 12",
        "a@stra\u00DFe.example | ambiguous in a domain (give its xn-- form) at position 7",
        "a@\u00FC\uFF1Ec.example | cannot be written as A-labels (RFC 5891) at position 3",
        "a@\u00FC b.example | cannot be written as A-labels (RFC 5891) at position 3",
      })
  void whatIsNoMailboxIsRefusedWithReasonAndPosition(String address, String problem) {
    InvalidAddressException e =
        assertThrows(InvalidAddressException.class, () -> Mailbox.parse(address));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("invalid address \"" + address + "\": "), message);
    assertTrue(message.endsWith(problem), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a\r\nRCPT TO:<x>@b", "a@b\n", "\"a\r\nb\"@c", "\"a\u0000b\"@c", "a\u0000@c",
            "a@c\u0000",
        "\"a\tb\"@c", "a\u007F@c", "a\u0085@c", "a\u202E@c", "\uD83D@c", "a@\uDE00c", "\"a\\\r\"@c"
      })
  void controlsAndBrokenUnicodeAreRefusedEverywhere(String address) {
    InvalidAddressException e =
        assertThrows(InvalidAddressException.class, () -> Mailbox.parse(address));
    assertEquals(-1, PrintableText.firstUnsafe(String.valueOf(e.getMessage())));
  }

  @Test
  void lengthsAreCountedInOctets() throws InvalidAddressException {
    assertParses("x".repeat(64) + "@b");
    assertRefused("x".repeat(65) + "@b", "the local part is over 64 octets");
    assertParses("\u00E9".repeat(32) + "@b");
    assertRefused("\u00E9".repeat(33) + "@b", "the local part is over 64 octets");
    assertParses("\"" + "x".repeat(62) + "\"@b");
    assertRefused("\"" + "x".repeat(63) + "\"@b", "the local part is over 64 octets");
    assertParses("a@" + LABEL63);
    assertRefused("a@x" + LABEL63, "a part of the domain is over 63 octets");
    String domain189 = String.join(".", LABEL63, LABEL63, "x".repeat(61));
    assertParses("x".repeat(64) + "@" + domain189);
    assertRefused("x".repeat(64) + "@" + domain189 + "x", "over 256 octets");
    assertRefused("a@" + String.join(".", LABEL63, LABEL63, LABEL63, LABEL63), "over 256 octets");
    assertRefused("a@" + "x.".repeat(127) + "xx", "the domain is longer than 255 octets");
  }

  @Test
  void mailboxesThatGoAlikeOverTheWireAreEqual() throws InvalidAddressException {
    Mailbox unicode = Mailbox.parse("a@b\u00FCcher.example");
    Mailbox ascii = Mailbox.parse("a@xn--bcher-kva.example");
    assertEquals(ascii, unicode);
    assertEquals(ascii.hashCode(), unicode.hashCode());
    assertNotEquals(ascii, Mailbox.parse("b@xn--bcher-kva.example"));
    assertEquals("a@b\u00FCcher.example", unicode.toString());
  }

  @Property
  void whatPassesCannotEndThePathEarly(@ForAll @StringLength(max = 40) String text) {
    for (String address : new String[] {text, "a@" + text, text + "@b", "\"" + text + "\"@b"}) {
      try {
        String wireForm = Mailbox.parse(address).wireForm();
        String outsideQuotes = wireForm.replaceAll("^\"(?:\\\\.|[^\"\\\\])*\"", "");
        assertFalse(outsideQuotes.matches("(?s).*[<> \"].*"), wireForm);
        assertFalse(wireForm.matches("(?s).*[\\x00-\\x1F\\x7F].*"), wireForm);
      } catch (InvalidAddressException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("invalid address \""));
      }
    }
  }

  private static void assertParses(String address) throws InvalidAddressException {
    assertEquals(address, Mailbox.parse(address).wireForm());
  }

  private static void assertRefused(String address, String problem) {
    InvalidAddressException e =
        assertThrows(InvalidAddressException.class, () -> Mailbox.parse(address));
    assertTrue(String.valueOf(e.getMessage()).contains(problem), e.getMessage());
  }
}
