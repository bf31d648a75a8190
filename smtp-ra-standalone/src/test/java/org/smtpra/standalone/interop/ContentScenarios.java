package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.DeliveredMail;

/** What arrives is what was sent. */
interface ContentScenarios extends Scenario {

  /** All over one session, so that what one leaves behind would show in the next. */
  @TestFactory
  default Stream<DynamicContainer> everyRecipientGetsTheOctets() {
    return server().traits().modes().stream()
        .map(mode -> DynamicContainer.dynamicContainer(mode.name(), allSamples(mode)));
  }

  private Stream<DynamicTest> allSamples(WireMode mode) {
    SmtpPool pool = server().pool(mode.and());
    return DynamicTest.stream(
            Stream.of(SampleMessage.values()),
            SampleMessage::name,
            sample -> arrives(sample, mode, pool))
        .onClose(pool::close);
  }

  private void arrives(SampleMessage sample, WireMode mode, SmtpPool pool) throws Exception {
    List<String> blind = mode == WireMode.FULL ? List.of() : List.of("blind@example.test");
    MimeMessage message = sample.make(pool.factory(), String.join(", ", blind));
    if (server().traits().have(Shortcoming.NO_8BITMIME) && isEightBit(message)) {
      // Nothing is encoded anew behind the sender's back.
      SmtpSendFailedException failure = Mails.failure(pool.factory(), message);
      assertEquals(SmtpFailureReason.EXTENSION_MISSING, failure.classification().reason());
      return;
    }
    SmtpSendResult result = pool.factory().send(message);
    List<DeliveredMail> copies = server().awaitDelivered(result.messageId(), 1 + blind.size());
    List<String> recipients = new ArrayList<>(blind);
    recipients.add(0, Mails.RECIPIENT);
    assertEquals(
        recipients, copies.stream().map(DeliveredMail::envelopeRecipient).sorted().toList());
    for (DeliveredMail copy : copies) {
      CanonicalOctets.assertSame(stored(message), copy.content());
      assertEquals(ServerUnderTest.USER, copy.envelopeSender());
      assertEquals(List.of(), copy.header("Bcc"));
    }
    // A streamed message shows its first octet over 127 when it is too late to keep the session.
    long sessions = server().traits().have(Shortcoming.NO_8BITMIME) ? 2 : 1;
    assertTrue(pool.factory().status().sessionsOpened() <= sessions);
  }

  /** What the server makes of the message; it alters nothing but where that is known of it. */
  private String stored(MimeMessage message) throws Exception {
    String octets = CanonicalOctets.of(message);
    boolean noBody = octets.indexOf("\r\n\r\n") + 4 == octets.length();
    return server().traits().have(Shortcoming.LOSES_THE_LAST_LINE_END) && !noBody
        ? octets.substring(0, octets.length() - 2)
        : octets;
  }

  private static boolean isEightBit(MimeMessage message) throws Exception {
    return CanonicalOctets.of(message).chars().anyMatch(octet -> octet > 127);
  }

  @Test
  default void theEnvelopeOfTheOptionsWinsOverTheHeaders() throws Exception {
    try (SmtpPool pool = server().pool()) {
      MimeMessage message = Mails.text(pool.factory(), "envelope");
      SmtpSendOptions options =
          SmtpSendOptions.builder()
              .envelopeFrom("bounces@example.test")
              .envelopeRecipients(List.of("boris@example.test"))
              .build();
      SmtpSendResult result = pool.factory().send(message, options);
      DeliveredMail mail = server().awaitDelivered(result.messageId(), 1).get(0);
      assertEquals("bounces@example.test", mail.envelopeSender());
      assertEquals("boris@example.test", mail.envelopeRecipient());
      CanonicalOctets.assertSame(stored(message), mail.content());
    }
  }

  @Test
  default void theEmptyReversePathArrives() throws Exception {
    try (SmtpPool pool = server().pool()) {
      SmtpSendOptions options = SmtpSendOptions.builder().envelopeFrom("").build();
      MimeMessage message = Mails.text(pool.factory(), "no bounces");
      if (server().traits().have(Shortcoming.NO_NULL_PATH)) {
        SmtpSendFailedException failure = Mails.failure(pool.factory(), message, options);
        assertEquals(503, failure.classification().reply().orElseThrow().code());
        return;
      }
      SmtpSendResult result = pool.factory().send(message, options);
      assertEquals("", server().awaitDelivered(result.messageId(), 1).get(0).envelopeSender());
    }
  }

  @Test
  default void aLineOver998OctetsLeavesOnlyWhereThatIsAllowed() throws Exception {
    try (SmtpPool strict = server().pool();
        SmtpPool lenient = server().pool("longLines", "SEND")) {
      MimeMessage message = Mails.addressed(strict.factory(), "long line");
      message.setText("a\r\n" + "x".repeat(5_000) + "\r\nb\r\n", "us-ascii");
      message.setHeader("Content-Transfer-Encoding", "7bit");
      SmtpSendFailedException failure = Mails.failure(strict.factory(), message);
      assertEquals(SmtpFailureReason.MESSAGE_INVALID, failure.classification().reason());
      SmtpSendResult result = lenient.factory().send(message);
      DeliveredMail mail = server().awaitDelivered(result.messageId(), 1).get(0);
      CanonicalOctets.assertSame(stored(message), mail.content());
    }
  }

  @Test
  default void aLocalPartBeyondAsciiNeedsSmtpUtf8() throws Exception {
    String recipient = "j\u00fcrgen@example.test";
    try (SmtpPool pool = server().pool()) {
      MimeMessage message = Mails.text(pool.factory(), "SMTPUTF8");
      SmtpSendOptions options =
          SmtpSendOptions.builder().envelopeRecipients(List.of(recipient)).build();
      if (!server().traits().have(Shortcoming.NO_SMTPUTF8)) {
        SmtpSendResult result = pool.factory().send(message, options);
        DeliveredMail mail = server().awaitDelivered(result.messageId(), 1).get(0);
        byte[] octets = mail.envelopeRecipient().getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(recipient, new String(octets, StandardCharsets.UTF_8));
        CanonicalOctets.assertSame(stored(message), mail.content());
      } else {
        SmtpSendFailedException failure = Mails.failure(pool.factory(), message, options);
        assertEquals(SmtpFailureReason.EXTENSION_MISSING, failure.classification().reason());
        assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
      }
    }
  }
}
