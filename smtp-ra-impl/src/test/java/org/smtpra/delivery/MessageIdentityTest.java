package org.smtpra.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.smtpra.config.LongLines;
import org.smtpra.session.MessageContent;

class MessageIdentityTest {

  private static final Session SESSION = Session.getInstance(new Properties());

  private final MessageRenderer renderer = new MessageRenderer(LongLines.REFUSE);

  private String render(MimeMessage message) throws Exception {
    MessageContent content = MessageIdentity.render(message, renderer);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    content.writeTo(sink);
    return sink.toString(ISO_8859_1);
  }

  private static InputStream octets(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  @Test
  void missingIdAndDateAreSetOnTheCallersObjectOnce() throws Exception {
    MimeMessage message = DeliveryBench.message("x");
    String first = render(message);
    String id = message.getMessageID();
    assertNotNull(id);
    assertNotNull(message.getSentDate());
    assertTrue(first.contains("\r\nMessage-ID: " + id + "\r\n"), first);
    assertTrue(first.contains("Date: "), first);
    assertEquals(id, MessageIdentity.of(message));
  }

  @Test
  void messageThatIsSentTwiceKeepsIdAndOctets() throws Exception {
    MimeMessage message = DeliveryBench.message("x");
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart part = new MimeBodyPart();
    part.setText("part", "UTF-8");
    parts.addBodyPart(part);
    message.setContent(parts);
    assertEquals(render(message), render(message));
  }

  @Test
  void idThatTheCallerSetOnANewMessageSurvives() throws Exception {
    MimeMessage message = DeliveryBench.message("x");
    message.setHeader("Message-ID", "<mine@example.com>");
    assertTrue(render(message).contains("Message-ID: <mine@example.com>\r\n"));
    assertEquals("<mine@example.com>", message.getMessageID());
    assertEquals("<mine@example.com>", MessageIdentity.of(message));
  }

  @Test
  void emptyIdIsAMissingOne() throws Exception {
    MimeMessage message = DeliveryBench.message("x");
    message.saveChanges();
    message.setHeader("Message-ID", "");
    String content = render(message);
    assertTrue(MessageIdentity.of(message).startsWith("<"), content);
    assertEquals(content, render(message));
  }

  @Test
  void savedMessageIsNeverSavedAgain() throws Exception {
    int[] saves = new int[1];
    MimeMessage message =
        new MimeMessage(SESSION) {
          @Override
          public void saveChanges() throws MessagingException {
            saves[0]++;
            super.saveChanges();
          }
        };
    message.setFrom("a@example.com");
    message.setText("x");
    message.saveChanges();
    String id = message.getMessageID();
    render(message);
    render(message);
    assertEquals(1, saves[0]);
    assertEquals(id, message.getMessageID());
  }

  @Test
  void idOfAnOverriddenGeneratorWins() throws Exception {
    MimeMessage message =
        new MimeMessage(SESSION) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<own-generator@example.com>");
          }
        };
    message.setFrom("a@example.com");
    message.setText("x");
    assertTrue(render(message).contains("Message-ID: <own-generator@example.com>\r\n"));
  }

  @Test
  void parsedMessageKeepsItsOctets() throws Exception {
    String octets =
        String.join(
            "\r\n",
            "received: from  somewhere",
            "MESSAGE-id: <a@b>",
            "DATE: Sat, 21 Nov 2026 10:00:00 +0000",
            "From: a@example.com",
            "Content-Type: text/plain;",
            "\tcharset=\"utf-8\"",
            "",
            " odd   spacing ",
            ".",
            "=20",
            "");
    assertEquals(octets, render(new MimeMessage(SESSION, octets(octets))));
  }

  @Test
  void parsedMessageWithoutIdAndDateGetsThemAndKeepsItsBody() throws Exception {
    MimeMessage message =
        new MimeMessage(SESSION, octets("From: a@example.com\r\n\r\n body as it is \r\n"));
    String content = render(message);
    assertTrue(content.endsWith("\r\n\r\n body as it is \r\n"), content);
    assertTrue(content.contains("Message-ID: <"), content);
    assertEquals(content, render(message));
  }

  @Test
  void readOnlyMessageGoesAsItIs() throws Exception {
    MimeMessage message =
        new MimeMessage(SESSION, octets("From: a@example.com\r\n\r\nx\r\n")) {
          @Override
          public void setHeader(String name, String value) throws MessagingException {
            throw new IllegalWriteException("read only");
          }
        };
    assertEquals("From: a@example.com\r\n\r\nx\r\n", render(message));
    assertEquals("", MessageIdentity.of(message));
  }

  @Test
  void idsOfTwoMessagesDiffer() throws Exception {
    MimeMessage one = new MimeMessage(SESSION, octets("From: a@example.com\r\n\r\nx\r\n"));
    MimeMessage two = new MimeMessage(SESSION, octets("From: a@example.com\r\n\r\nx\r\n"));
    render(one);
    render(two);
    assertFalse(one.getMessageID().equals(two.getMessageID()));
  }
}
