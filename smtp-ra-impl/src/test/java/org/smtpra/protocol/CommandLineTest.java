package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void commandsAreWrittenAsTheStandardSpellsThem() {
    assertLine("EHLO [IPv6:::1]\r\n", CommandLine.ehlo("[IPv6:::1]"));
    assertLine("HELO app.example\r\n", CommandLine.helo("app.example"));
    assertLine("RCPT TO:<a@b>\r\n", CommandLine.rcpt("a@b"));
    assertLine("DATA\r\n", CommandLine.data());
    assertLine("RSET\r\n", CommandLine.rset());
    assertLine("NOOP\r\n", CommandLine.noop());
    assertLine("QUIT\r\n", CommandLine.quit());
    assertLine("STARTTLS\r\n", CommandLine.startTls());
  }

  @Test
  void mailCarriesOnlyTheParametersAskedFor() {
    assertLine("MAIL FROM:<a@b>\r\n", CommandLine.mail("a@b", MailParameters.NONE));
    assertLine("MAIL FROM:<>\r\n", CommandLine.mail("", MailParameters.NONE));
    assertLine(
        "MAIL FROM:<a@b> SIZE=0\r\n", CommandLine.mail("a@b", new MailParameters(0, false, false)));
    assertLine(
        "MAIL FROM:<j\u00F6@b> SIZE=5000000000 BODY=8BITMIME SMTPUTF8\r\n",
        CommandLine.mail("j\u00F6@b", new MailParameters(5_000_000_000L, true, true)));
  }

  @Test
  void authTellsNoInitialResponseFromAnEmptyOne() {
    assertLine("AUTH LOGIN\r\n", CommandLine.auth("LOGIN", null));
    assertLine("AUTH EXTERNAL =\r\n", CommandLine.auth("EXTERNAL", "="));
    assertLine("AUTH PLAIN AGEAYg==\r\n", CommandLine.auth("PLAIN", "AGEAYg=="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r", "a\n", "\r\nRSET", "secret\u0000"})
  void lineEndsAndNulAreRefusedInEveryArgument(String hostile) {
    assertRefused(hostile, () -> CommandLine.ehlo(hostile));
    assertRefused(hostile, () -> CommandLine.helo(hostile));
    assertRefused(hostile, () -> CommandLine.mail(hostile, MailParameters.NONE));
    assertRefused(hostile, () -> CommandLine.rcpt(hostile));
    assertRefused(hostile, () -> CommandLine.auth(hostile, null));
    assertRefused(hostile, () -> CommandLine.auth("PLAIN", hostile));
  }

  private static void assertRefused(String hostile, Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertFalse(String.valueOf(e.getMessage()).contains(hostile));
  }

  private static void assertLine(String expected, byte[] line) {
    assertEquals(expected, new String(line, UTF_8));
  }
}
