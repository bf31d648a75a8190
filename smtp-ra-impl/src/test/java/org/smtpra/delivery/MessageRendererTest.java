package org.smtpra.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.LongLines;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.MessageContent;
import org.smtpra.session.MessageContent.EightBit;

class MessageRendererTest {

  private final MessageRenderer renderer = new MessageRenderer(LongLines.REFUSE);

  private static MimeMessage parsed(String octets) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(octets.getBytes(ISO_8859_1)));
  }

  private static byte[] octets(MessageContent content) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    content.writeTo(sink);
    return sink.toByteArray();
  }

  private static String text(MessageContent content) throws IOException {
    return new String(octets(content), ISO_8859_1);
  }

  private SmtpFailure refusal(MimeMessage message) {
    SmtpFailure failure = assertThrows(SmtpFailure.class, () -> renderer.render(message));
    assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
    assertEquals(SmtpFailureReason.MESSAGE_INVALID, failure.classification().reason());
    return failure;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bcc: secret@example.net",
        "BCC: secret@example.net",
        "bcc: secret@example.net,\r\n\tsecret2@example.net",
        "Bcc : secret@example.net",
        "Resent-Bcc: secret@example.net",
        "rEsEnT-bCc: x@example.net,\r\n secret@example.net"
      })
  void blindCopiesAreNotShown(String header) throws Exception {
    String content =
        text(
            renderer.render(
                parsed(
                    "From: a@example.com\r\n" + header + "\r\nTo: b@example.com\r\n\r\nHi.\r\n")));
    assertFalse(content.toLowerCase(Locale.ROOT).contains("secret"), content);
    assertFalse(content.toLowerCase(Locale.ROOT).contains("bcc"), content);
    assertTrue(content.contains("To: b@example.com\r\n\r\nHi.\r\n"), content);
  }

  @Test
  void blindCopiesOfANewMessageAreNotShownAndStayInTheCallersObject() throws Exception {
    MimeMessage message = DeliveryBench.message("x");
    message.setRecipients(RecipientType.BCC, "secret@example.net");
    assertFalse(text(renderer.render(message)).contains("secret"));
    assertEquals(1, message.getRecipients(RecipientType.BCC).length);
  }

  @Test
  void smallMessageIsRenderedOnceWithItsExactSize() throws Exception {
    MessageContent content = renderer.render(GeneratedContent.of(100_000));
    assertEquals(octets(content).length, content.size());
    assertEquals(EightBit.NO, content.eightBit());
  }

  @Test
  void largeMessageIsStreamedWithTheOctetsItHasWhenBuffered() throws Exception {
    int length = 256 * 1024;
    MimeMessage message = GeneratedContent.of(length);
    message.saveChanges();
    MessageContent content = renderer.render(message);
    assertEquals(-1, content.size());
    assertEquals(EightBit.UNKNOWN, content.eightBit());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    message.writeTo(expected);
    assertArrayEquals(
        (expected.toString(ISO_8859_1) + "\r\n").getBytes(ISO_8859_1), octets(content));
    assertArrayEquals(octets(content), octets(content));
  }

  @Test
  void contentThatSwallowsTheBuffersExceptionIsNotCutShort() throws Exception {
    MimeMessage message = DeliveryBench.message("swallows");
    message.setHeader("Content-Transfer-Encoding", "7bit");
    message.setDataHandler(new SwallowingHandler(300_000));
    message.saveChanges();
    MessageContent content = renderer.render(message);
    assertEquals(-1, content.size());
    assertTrue(octets(content).length > 300_000);
  }

  @Test
  void nulIsRefusedWithItsLine() throws Exception {
    SmtpFailure failure = refusal(parsed("From: a@example.com\r\n\r\none\r\ntw\u0000o\r\n"));
    assertTrue(failure.getMessage().contains("4"), failure::getMessage);
    assertTrue(failure.getMessage().contains("NUL"), failure::getMessage);
  }

  @Test
  void overlongLineIsRefusedWithItsLineUnlessSentOnPurpose() throws Exception {
    String octets = "From: a@example.com\r\n\r\n" + "x".repeat(999) + "\r\n";
    SmtpFailure failure = refusal(parsed(octets));
    assertTrue(failure.getMessage().contains("998"), failure::getMessage);
    assertTrue(failure.getMessage().contains("3"), failure::getMessage);
    assertEquals(octets, text(new MessageRenderer(LongLines.SEND).render(parsed(octets))));
  }

  @Test
  void brokenContentIsFoundBeforeAnythingIsSaid() throws Exception {
    SmtpFailure failure =
        refusal(GeneratedContent.failing(1000, () -> new IOException("the disk is on fire")));
    assertTrue(failure.getMessage().contains("the disk is on fire"), failure::getMessage);
  }

  @Test
  void contentThatThrowsAnUncheckedExceptionIsBrokenToo() throws Exception {
    SmtpFailure failure = refusal(GeneratedContent.failing(1000, NullPointerException::new));
    assertTrue(failure.getMessage().contains("NullPointerException"), failure::getMessage);
  }

  @Test
  void contentOfAnUnknownKindIsBrokenToo() throws Exception {
    MimeMessage message = DeliveryBench.message("x");
    message.setContent(new Object(), "application/x-unheard-of");
    refusal(message);
  }

  @Test
  void rawOctetsInHeaderAndBodyAreTold() throws Exception {
    MessageContent body = renderer.render(parsed("From: a@example.com\r\n\r\n\u00e4\r\n"));
    assertEquals(EightBit.YES, body.eightBit());
    assertFalse(body.utf8Headers());
    MessageContent header = renderer.render(parsed("Subject: \u00c3\u00a4\r\n\r\nx\r\n"));
    assertTrue(header.utf8Headers());
  }

  private static String multipart(String preamble, String partHeader) {
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + preamble
        + "\r\n--b\r\n"
        + partHeader
        + "\r\n\r\nx\r\n--b--\r\n";
  }

  @Test
  void rawOctetsInTheHeaderOfAPartAreTold() throws Exception {
    String raw = "Content-Description: \u00c3\u00a4";
    assertTrue(renderer.render(parsed(multipart("", raw))).utf8Headers());
    assertFalse(renderer.render(parsed(multipart(raw, "Content-Description: a"))).utf8Headers());
  }

  /** Where the message is streamed only its beginning is known beforehand. */
  @Test
  void rawOctetsInTheHeaderOfALatePartAreFoundOnlyWhileTheMessageIsSent() throws Exception {
    assertTrue(renderer.render(ofTwoParts("Gr\u00fc\u00dfe", "plain")).utf8Headers());
    assertFalse(renderer.render(ofTwoParts("plain", "Gr\u00fc\u00dfe")).utf8Headers());
  }

  private static MimeMessage ofTwoParts(String first, String second) throws Exception {
    MimeMessage message = DeliveryBench.message("two parts");
    MimeMultipart parts = new MimeMultipart();
    for (String description : List.of(first, second)) {
      MimeBodyPart part = new MimeBodyPart();
      part.setDataHandler(GeneratedContent.of(400_000).getDataHandler());
      part.setHeader("Content-Transfer-Encoding", "7bit");
      part.setHeader("Content-Description", description);
      parts.addBodyPart(part);
    }
    message.setContent(parts);
    return message;
  }

  @Test
  void bareLineEndsBecomeCanonicalInBothWays() throws Exception {
    String body = "a\nb\rc\r\n".repeat(60_000);
    String head = "From: a@example.com\r\n\r\n";
    assertEquals(head + "a\r\nb\r\nc\r\n", text(renderer.render(parsed(head + "a\nb\rc\r\n"))));
    assertEquals(
        head + "a\r\nb\r\nc\r\n".repeat(60_000), text(renderer.render(parsed(head + body))));
  }

  /** As some content handlers do: goes on after the sink has failed. */
  private static final class SwallowingHandler extends DataHandler {

    private final int octets;

    SwallowingHandler(int octets) {
      super("", "application/octet-stream");
      this.octets = octets;
    }

    @Override
    public void writeTo(OutputStream sink) {
      byte[] block = ("x".repeat(98) + "\r\n").repeat(100).getBytes(ISO_8859_1);
      for (int done = 0; done < octets; done += block.length) {
        writeQuietly(sink, block, block.length);
      }
      writeQuietly(sink, block, 100);
    }

    private static void writeQuietly(OutputStream sink, byte[] block, int length) {
      try {
        sink.write(block, 0, length);
      } catch (IOException e) {
        // This is what the test is about.
      }
    }
  }
}
