package org.smtpra.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpReply;

class CapabilitiesTest {

  @Test
  void keywordsAreFoundInAnyCaseAndTheServersNameIsNone() throws MalformedReplyException {
    Capabilities capabilities = ehlo("PIPELINING", "8bitmime", "STARTTLS ", "XCLIENT NAME ADDR");
    assertTrue(capabilities.offers("pipelining"));
    assertTrue(capabilities.offers("8BITMIME"));
    assertTrue(capabilities.offers("STARTTLS"));
    assertEquals("NAME ADDR", capabilities.parameter("xclient"));
    assertEquals("", capabilities.parameter("PIPELINING"));
    assertEquals("", capabilities.parameter("SIZE"));
    assertFalse(capabilities.offers("mx.example"));
    assertFalse(capabilities.offers("SIZE"));
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE 35882577, 35882577",
    "SIZE, 0",
    "SIZE 0, 0",
    "SIZE lots, 0",
    "SIZE -1, 0",
    "SIZE 99999999999999999999, 0",
    "HELP, 0"
  })
  void sizeIsALimitOnlyWhenItIsANumberAboveZero(String line, long limit)
      throws MalformedReplyException {
    assertEquals(limit, ehlo(line).sizeLimit());
  }

  @Test
  void mechanismsOfBothFormsAreJoined() throws MalformedReplyException {
    assertEquals(
        List.of("PLAIN", "SCRAM-SHA-256", "LOGIN", "CRAM-MD5"),
        List.copyOf(ehlo("AUTH  plain scram-sha-256 b@d", "AUTH=LOGIN CRAM-MD5").saslMechanisms()));
    assertEquals(Set.of("LOGIN"), ehlo("AUTH=LOGIN").saslMechanisms());
    assertTrue(ehlo("AUTH=LOGIN").offers("AUTH"));
    assertEquals(Set.of(), ehlo("AUTH", "SIZE").saslMechanisms());
  }

  @Test
  void ignoredKeywordsAreGone() throws MalformedReplyException {
    Capabilities capabilities =
        ehlo("PIPELINING", "CHUNKING", "SIZE 5").without(List.of("chunking", " size "));
    assertFalse(capabilities.offers("CHUNKING"));
    assertEquals(0, capabilities.sizeLimit());
    assertTrue(capabilities.offers("PIPELINING"));
  }

  @Test
  void linesThatHoldNoKeywordArePassedOver() throws MalformedReplyException {
    Capabilities capabilities = ehlo("", "***", "-X", "HELP");
    assertEquals("{HELP=}", capabilities.toString());
  }

  @Test
  void keywordsOver64AreRefused() throws MalformedReplyException {
    List<String> lines = new ArrayList<>(List.of("mx.example"));
    for (int i = 1; i <= Capabilities.MAX_KEYWORDS; i++) {
      lines.add("X" + i);
    }
    assertTrue(Capabilities.ofEhlo(new SmtpReply(250, "", lines)).offers("X64"));
    lines.add("X65");
    assertThrows(
        MalformedReplyException.class, () -> Capabilities.ofEhlo(new SmtpReply(250, "", lines)));
  }

  @Test
  void afterHeloNothingIsOffered() {
    assertFalse(Capabilities.none().offers("PIPELINING"));
    assertEquals(Set.of(), Capabilities.none().saslMechanisms());
  }

  private static Capabilities ehlo(String... keywords) throws MalformedReplyException {
    List<String> lines = new ArrayList<>(List.of("mx.example at your service"));
    lines.addAll(List.of(keywords));
    return Capabilities.ofEhlo(new SmtpReply(250, "", lines));
  }
}
