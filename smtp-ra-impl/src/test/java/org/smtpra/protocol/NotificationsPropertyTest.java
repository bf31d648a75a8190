package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.smtpra.SmtpDsnRequest;
import org.smtpra.SmtpDsnRequest.Notify;

/** ENVID and ORCPT carry whatever they are given, and nothing can break out of them. */
class NotificationsPropertyTest {

  private static final SmtpDsnRequest REQUEST = SmtpDsnRequest.on(Notify.FAILURE);

  @Property
  void envelopeIdentifierIsReadBackAsItWasGiven(@ForAll("identifiers") String id) {
    String parameter = new Notifications(REQUEST.envelopeId(id)).ofMail();
    assertTrue(parameter.startsWith(" ENVID="), parameter);
    assertEquals(id, decoded(parameter.substring(" ENVID=".length())));
  }

  @Property
  void anyIdentifierIsRefusedOrStaysOneParameterOfOneCommand(@ForAll("texts") String id) {
    try {
      String parameters = new Notifications(REQUEST.envelopeId(id)).ofMail();
      MailParameters all = new MailParameters(1, false, false, false, parameters);
      assertIsOneCommand(new String(CommandLine.mail("a@b.c", all), US_ASCII), 4);
    } catch (IllegalArgumentException e) {
      boolean allowed = id.matches("[ -~]{1,100}");
      assertFalse(allowed, () -> id + ": " + e);
    }
  }

  @Property
  void originalRecipientIsReadBackAsItWasGiven(@ForAll("mailboxes") String address)
      throws InvalidAddressException {
    Mailbox mailbox = Mailbox.parse(address);
    String parameters = new Notifications(REQUEST).ofRecipient(mailbox);
    String original = parameters.substring(parameters.indexOf("rfc822;") + "rfc822;".length());
    assertEquals(mailbox.wireForm(), decoded(original));
    String line = new String(CommandLine.rcpt("a@b.c", parameters), US_ASCII);
    assertIsOneCommand(line, 4);
  }

  /** Words, apart by single spaces, and one line end that comes last. */
  private static void assertIsOneCommand(String line, int words) {
    assertEquals(line.length() - 2, line.indexOf("\r\n"), line);
    assertEquals(words, line.strip().split(" ", -1).length, line);
    assertTrue(line.strip().matches("[!-~ ]*"), line);
  }

  /** As RFC 3461 section 4 has a server decode it. */
  private static String decoded(String xtext) {
    assertTrue(xtext.matches("([!-*,-<>-~]|\\+[0-9A-F]{2})*"), xtext);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < xtext.length(); i++) {
      if (xtext.charAt(i) == '+') {
        octets.write(Integer.parseInt(xtext.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.write(xtext.charAt(i));
      }
    }
    return octets.toString(US_ASCII);
  }

  @Provide
  Arbitrary<String> identifiers() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("+= +=")
        .ofMinLength(1)
        .ofMaxLength(100);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(120),
        Arbitraries.strings().withChars("a +=\r\n\t\0\u007f\u0085\u00e9<>").ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> mailboxes() {
    Arbitrary<String> atoms =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars("+=!#$%&'*-/?^_`{|}~0123456789")
            .ofMinLength(1)
            .ofMaxLength(20);
    Arbitrary<String> quoted =
        Arbitraries.strings()
            .withChars("ab @<>,;:+=.")
            .ofMaxLength(12)
            .map(text -> "\"" + text + "\"");
    return Combinators.combine(
            Arbitraries.oneOf(atoms, quoted), Arbitraries.of("example.org", "[192.0.2.1]", "b"))
        .as((local, domain) -> local + "@" + domain);
  }
}
