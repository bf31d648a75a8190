package org.smtpra.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.smtpra.testkit.TestCertificates;

/** What the adapter's tests rely on, the same for every server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealMailServerContract {

  private static final String USER = "clerk@example.test";
  private static final String PASSWORD = "gr\u00fc\u00df : G\u00f6tt\u20ac";
  private static final String HEADER =
      """
      Date: Sat, 21 Nov 2026 10:00:00 +0000
      From: clerk@example.test
      Message-ID: <1@example.test>
      Subject: dots

      """
          .replace("\n", "\r\n");
  private static final String BODY =
      "first\r\n.starts with a dot\r\n..\r\n trailing space \r\n\r\nM\u00fcller\r\n\r\n";

  private @Nullable TestCertificates certificates;
  private @Nullable RealMailServer server;

  /** Starts the server. */
  abstract RealMailServer start(MailServerSettings settings);

  /** The mechanisms it must offer. */
  abstract List<String> mechanisms();

  /** The line that sets the longest message to 123456 octets. */
  abstract String sizeLimit();

  /** The reply code when an authenticated client names a recipient in another domain. */
  String replyToOtherDomain() {
    return "250";
  }

  /** Before each test, so that tests which cannot run are counted as skipped. */
  @BeforeEach
  void startServerOnce() throws IOException {
    if (certificates == null) {
      certificates = TestCertificates.forNames("dns:localhost", "ip:127.0.0.1");
    }
    if (server == null) {
      server = start(settings());
    }
  }

  @AfterAll
  void closeServer() throws IOException {
    if (server != null) {
      server.close();
    }
    if (certificates != null) {
      certificates.close();
    }
  }

  @Test
  void takesExtraLinesAndOffersEveryMechanismAfterStartTls() throws IOException {
    try (SmtpDialogue dialogue = SmtpDialogue.startTls(server(), certificates().clientContext())) {
      String offer = dialogue.say("EHLO client.example.test");
      assertTrue(offer.contains("SIZE 123456"), offer);
      String mechanisms =
          offer.lines().filter(line -> line.startsWith("AUTH", 4)).findFirst().orElse("") + " ";
      for (String mechanism : mechanisms()) {
        assertTrue(mechanisms.contains(" " + mechanism + " "), offer);
      }
    }
  }

  @Test
  void authenticatesWithAPasswordBeyondAscii() throws IOException {
    for (String mechanism : mechanisms()) {
      if (!mechanism.startsWith("SCRAM")) {
        assertTrue(
            authenticate(mechanism, PASSWORD).startsWith("235"), mechanism + ": " + server().log());
      }
    }
  }

  @Test
  void refusesAWrongPassword() throws IOException {
    for (String mechanism : List.of("PLAIN", "LOGIN")) {
      assertTrue(
          authenticate(mechanism, "wrong").startsWith("535"), mechanism + ": " + server().log());
    }
  }

  @Test
  void refusesBadRecipients() throws IOException {
    try (SmtpDialogue dialogue = SmtpDialogue.startTls(server(), certificates().clientContext())) {
      begin(dialogue);
      assertTrue(dialogue.say("RCPT TO:<bad.one@example.test>").startsWith("550"));
      assertTrue(dialogue.say("RCPT TO:<good.one@example.test>").startsWith("250"));
    }
  }

  @Test
  void storesTheOctetsItWasGivenAlsoAfterRestartAndKill() throws IOException {
    int before = server().delivered().size();
    sendOverTls("first@example.test");
    DeliveredMail first = server().awaitDelivered(before + 1).get(before);
    assertEquals("first@example.test", first.envelopeRecipient());
    assertEquals(USER, first.envelopeSender());
    assertEquals(HEADER + BODY, new String(first.content(), StandardCharsets.UTF_8));
    assertEquals(BODY, new String(first.body(), StandardCharsets.UTF_8));

    server().stop();
    assertThrows(
        IOException.class,
        () -> SmtpDialogue.startTls(server(), certificates().clientContext()).close());
    server().start();
    sendOverTls("second@example.test");
    server().awaitDelivered(before + 2);

    server().killHard();
    assertThrows(
        IOException.class,
        () -> SmtpDialogue.tls(server(), certificates().clientContext()).close());
    server().start();
    sendOverTls("third@example.test");
    DeliveredMail third = awaitDeliveredTo("third@example.test", before + 3);
    assertEquals("third@example.test", third.envelopeRecipient());
    assertEquals(HEADER + BODY, new String(third.content(), StandardCharsets.UTF_8));
  }

  /** A server that was killed may store the mail before once more: it is found by its recipient. */
  private DeliveredMail awaitDeliveredTo(String recipient, int count) {
    return server().awaitDelivered(count).stream()
        .filter(mail -> mail.envelopeRecipient().equals(recipient))
        .findFirst()
        .orElseGet(() -> awaitDeliveredTo(recipient, count + 1));
  }

  @Test
  void takesMailForAnyDomainFromTheAuthenticatedOnly() throws IOException {
    try (SmtpDialogue dialogue = SmtpDialogue.startTls(server(), certificates().clientContext())) {
      dialogue.expect("250", dialogue.say("EHLO client.example.test"));
      dialogue.say("MAIL FROM:<" + USER + ">");
      String reply = dialogue.say("RCPT TO:<someone@elsewhere.example>");
      assertTrue(reply.startsWith("5"), reply);
    }
    try (SmtpDialogue dialogue = SmtpDialogue.startTls(server(), certificates().clientContext())) {
      begin(dialogue);
      String reply = dialogue.say("RCPT TO:<someone@elsewhere.example>");
      assertTrue(reply.startsWith(replyToOtherDomain()), reply);
    }
  }

  @Test
  void saysWhatItIs() {
    assertTrue(server().version().matches("[A-Z][A-Za-z]+ [0-9]\\S*"), server().version());
    assertFalse(server().log().isEmpty());
  }

  private MailServerSettings settings() {
    return MailServerSettings.of(certificates().certificatePem(), certificates().privateKeyPem())
        .withUser(USER, PASSWORD)
        .withLine(sizeLimit());
  }

  private String authenticate(String mechanism, String password) throws IOException {
    try (SmtpDialogue dialogue = SmtpDialogue.startTls(server(), certificates().clientContext())) {
      dialogue.expect("250", dialogue.say("EHLO client.example.test"));
      return dialogue.authenticate(mechanism, USER, password);
    }
  }

  private void begin(SmtpDialogue dialogue) throws IOException {
    dialogue.expect("250", dialogue.say("EHLO client.example.test"));
    dialogue.expect("235", dialogue.authenticate("PLAIN", USER, PASSWORD));
    dialogue.expect("250", dialogue.say("MAIL FROM:<" + USER + "> BODY=8BITMIME"));
  }

  private void sendOverTls(String recipient) throws IOException {
    try (SmtpDialogue dialogue = SmtpDialogue.tls(server(), certificates().clientContext())) {
      begin(dialogue);
      dialogue.expect("250", dialogue.say("RCPT TO:<" + recipient + ">"));
      dialogue.expect("354", dialogue.say("DATA"));
      String stuffed = (HEADER + BODY).replace("\r\n.", "\r\n..");
      dialogue.send(stuffed.getBytes(StandardCharsets.UTF_8));
      dialogue.expect("250", dialogue.say("."));
      dialogue.expect("221", dialogue.say("QUIT"));
    }
  }

  private RealMailServer server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }

  private TestCertificates certificates() {
    if (certificates == null) {
      throw new IllegalStateException("not made");
    }
    return certificates;
  }
}
