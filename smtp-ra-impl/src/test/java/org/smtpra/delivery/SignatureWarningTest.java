package org.smtpra.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.config.LongLines;

class SignatureWarningTest {

  private final Logger logger = Logger.getLogger("org.smtpra");
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final MessageRenderer renderer = new MessageRenderer(LongLines.REFUSE);

  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(recorder);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(recorder);
  }

  private void render(String header, String body) throws Exception {
    String octets = "Message-ID: <4711@x>\r\n" + header + "\r\n\r\n" + body;
    renderer.render(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(octets.getBytes(US_ASCII))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: Multipart/Signed; boundary=b",
        "Content-Type: application/pkcs7-mime",
        "DKIM-Signature: v=1"
      })
  void changedLineEndsOfSignedMessagesAreToldOnce(String header) throws Exception {
    render(header, "a\r\nb\r\n");
    assertEquals(List.of(), logged);
    render(header, "a\nb\n");
    render(header, "a\nb\n");
    assertEquals(1, logged.size());
    assertTrue(logged.get(0).contains("<4711@x>"), logged.get(0));
  }

  @Test
  void messagesWithoutASignatureMayHaveAnyLineEnds() throws Exception {
    render("Content-Type: text/plain", "a\nb\n");
    assertEquals(List.of(), logged);
  }
}
