package org.smtpra.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingMessageTest {

  private final MimeMessage message = new OutgoingMessage(Session.getInstance(new Properties()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nBcc: evil@example.net",
        "x\nBcc: evil@example.net",
        "x\rBcc: evil@example.net",
        "x\r\n\r\nbody",
        "x\r\n",
        "x\n folded by a bare line feed",
        "x\u0000y"
      })
  void lineBreakInAHeaderValueIsRefusedEverywhere(String value) throws Exception {
    for (MessagingException failure :
        new MessagingException[] {
          assertThrows(MessagingException.class, () -> message.setHeader("X-Shop", value)),
          assertThrows(MessagingException.class, () -> message.addHeader("X-Shop", value)),
          assertThrows(MessagingException.class, () -> message.addHeaderLine("X-Shop: " + value))
        }) {
      assertTrue(failure.getMessage().contains("X-Shop"), failure::getMessage);
    }
    assertEquals(0, message.getAllHeaderLines().asIterator().hasNext() ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Shop", "X:Shop", "Subject\r\nBcc", "Subj\u00e9ct", "X\u0000"})
  void headerNameThatIsNoneIsRefused(String name) {
    assertThrows(MessagingException.class, () -> message.setHeader(name, "x"));
    assertThrows(MessagingException.class, () -> message.addHeader(name, "x"));
  }

  @Test
  void headerLineWithoutAColonIsRefused() {
    assertThrows(MessagingException.class, () -> message.addHeaderLine("no colon"));
    assertThrows(MessagingException.class, () -> message.addHeaderLine(" continued: line"));
  }

  @Test
  void foldedValueIsAllowed() throws Exception {
    message.setHeader("X-Shop", "first\r\n second\r\n\tthird");
    message.addHeaderLine("X-Line: one\r\n two");
    assertEquals("first\r\n second\r\n\tthird", message.getHeader("X-Shop", null));
  }

  @Test
  void ordinarySettersCannotSmuggleAHeader() throws Exception {
    message.setFrom(new InternetAddress("shop@example.com", "Shop\r\nBcc: evil@example.net"));
    message.setSubject("Order\r\nBcc: evil@example.net");
    message.setText("x");
    assertThrows(
        MessagingException.class, () -> message.setContentID("<a>\r\nBcc: evil@example.net"));
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    message.writeTo(sink);
    String octets = sink.toString(StandardCharsets.ISO_8859_1);
    assertFalse(octets.contains("\nBcc:"), octets);
  }
}
