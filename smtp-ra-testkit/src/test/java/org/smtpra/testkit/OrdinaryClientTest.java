package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server against Angus Mail, which knows nothing of this project. */
@ExtendWith(TestCertificatesExtension.class)
class OrdinaryClientTest {
  private final TestCertificates certificates;
  private final ScriptedSmtpServer server;

  OrdinaryClientTest(TestCertificates certificates) {
    this.certificates = certificates;
    this.server =
        ScriptedSmtpServer.builder().tls(certificates).user("anna", "secret").requireAuth().start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void send(String text) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.starttls.required", "true");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", certificates.clientContext().getSocketFactory());
    properties.put("mail.smtp.timeout", "10000");
    Session session = Session.getInstance(properties);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipients(RecipientType.TO, "bob@x.org");
    message.setSubject("Your order");
    message.setText(text, "UTF-8");
    message.saveChanges();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(server.host(), server.port(), "anna", "secret");
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  @Test
  void messageArrivesOverTlsFromItsUser() throws Exception {
    send("..two dots\n.\nend");

    ReceivedMessage message = server.awaitReceived(1).get(0);
    assertEquals("anna", message.authenticatedUser());
    assertTrue(message.overTls());
    assertEquals("Your order", message.header("Subject"));
    assertTrue(message.contentAsText().endsWith("\r\n\r\n..two dots\r\n.\r\nend\r\n"));
    server.awaitClosed(1);
    assertEquals(1, server.commands("QUIT"));
  }

  @Test
  void refusedRecipientIsReported() {
    server.refuse("bob@x.org", "550 5.1.1 no such user");
    SendFailedException failure = assertThrows(SendFailedException.class, () -> send("text"));
    assertEquals(1, failure.getInvalidAddresses().length);
    assertTrue(server.received().isEmpty());
  }
}
