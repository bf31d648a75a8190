package org.smtpra.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendOptions;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.CommandLine;
import org.smtpra.protocol.MailParameters;
import org.smtpra.protocol.Mailbox;
import org.smtpra.session.Envelope;

/** Whatever options and headers hold, each address is one path of one command, or refused. */
class EnvelopeInputPropertyTest {

  /** In quotes anything printable may stand; the path ends at the first bracket outside. */
  private static final String PATH = "<(\"([^\"\\\\]|\\\\.)*\"|[^<> \"])*>";

  private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

  @Property
  void optionsGiveCommandsOrARefusal(
      @ForAll("addresses") String from, @ForAll("recipients") List<String> recipients) {
    SmtpSendOptions options =
        SmtpSendOptions.builder().envelopeFrom(from).envelopeRecipients(recipients).build();
    assertCommandsOrRefusal(options);
  }

  @Property
  void headersGiveCommandsOrARefusal(
      @ForAll("addresses") String from, @ForAll("recipients") List<String> recipients)
      throws Exception {
    // Not by way of the checks that InternetAddress makes.
    message.setHeader("From", from);
    message.setHeader("To", String.join(", ", recipients));
    assertCommandsOrRefusal(SmtpSendOptions.defaults());
  }

  private void assertCommandsOrRefusal(SmtpSendOptions options) {
    try {
      Envelope envelope = EnvelopeReader.read(message, options, SmtpRecipientPolicy.ALL_OR_NOTHING);
      for (String line : commands(envelope)) {
        assertEquals(line.length() - 2, line.indexOf("\r\n"), line);
        String command = line.substring(0, line.length() - 2);
        assertTrue(command.matches("(MAIL FROM|RCPT TO):" + PATH), command);
        assertTrue(command.chars().noneMatch(Character::isISOControl), command);
      }
    } catch (SmtpFailure e) {
      assertEquals(SmtpFailureReason.MESSAGE_INVALID, e.classification().reason());
      assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
    }
  }

  private static List<String> commands(Envelope envelope) {
    List<String> lines = new ArrayList<>();
    String from = envelope.from().map(Mailbox::wireForm).orElse("");
    lines.add(new String(CommandLine.mail(from, MailParameters.NONE), UTF_8));
    for (Mailbox recipient : envelope.recipients()) {
      lines.add(new String(CommandLine.rcpt(recipient.wireForm()), UTF_8));
    }
    return lines;
  }

  @Provide
  Arbitrary<List<String>> recipients() {
    return addresses().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "anna",
            "@",
            "example.org",
            ".",
            " ",
            "\"",
            "\\",
            "<",
            ">",
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\t",
            ",",
            ";",
            ":",
            "(",
            ")",
            "[",
            "]",
            "IPv6:::1",
            "j\u00fcrgen",
            "b\u00fccher.example",
            "> SIZE=1",
            "\r\nRSET\r\n",
            "\u2028",
            "\u0085",
            "\u202e",
            "xn--",
            "=?utf-8?q?a?=");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(8).map(parts -> String.join("", parts)),
        pieces.list().ofMaxSize(3).map(parts -> "a" + String.join("", parts) + "@example.org"),
        pieces.list().ofMaxSize(3).map(parts -> "a@" + String.join("", parts)),
        Arbitraries.just("anna@example.org"),
        Arbitraries.strings().ofMaxLength(60));
  }
}
