package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestCertificatesExtension.class)
class TlsTest {
  private final TestCertificates certificates;

  TlsTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void startTlsSecuresTheSessionAndChangesTheKeywords(String protocol) throws Exception {
    try (var server =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .tlsProtocols(protocol)
                .user("anna", "secret")
                .clearTextKeywords("XSPOOFED")
                .start();
        var client = new LineClient(server)) {
      client.reply();
      String clear = client.say("EHLO client.example");
      assertTrue(clear.contains("STARTTLS") && clear.contains("XSPOOFED"), clear);
      assertFalse(clear.contains("AUTH"), clear);
      assertEquals("538 5.7.11 Encryption required", client.say("AUTH PLAIN AGEAYg=="));
      assertEquals("220 2.0.0 Go ahead", client.say("STARTTLS"));
      client.startTls(certificates.clientContext());
      String secured = client.say("EHLO client.example");
      assertTrue(secured.contains("AUTH SCRAM-SHA-256"), secured);
      assertFalse(secured.contains("STARTTLS") || secured.contains("XSPOOFED"), secured);
      assertEquals(protocol, server.sessions().get(0).tlsProtocol());
    }
  }

  @Test
  void implicitTlsPrecedesTheGreeting() throws Exception {
    try (var server = ScriptedSmtpServer.builder().implicitTls(certificates).start();
        var client = new LineClient(server)) {
      client.startTls(certificates.clientContext());
      assertEquals("220 scripted.smtpra.test ESMTP ready", client.reply());
      client.say("EHLO client.example");
      client.beginContent("anna@example.org");
      client.say("x\r\n.");
      assertTrue(server.received().get(0).overTls());
    }
  }

  @Test
  void goodCertificateIsAcceptedForItsNames() throws Exception {
    handshake(certificates.serverContext(), "localhost");
    handshake(certificates.serverContext(), "127.0.0.1");
  }

  @Test
  void everyBadCertificateIsRefusedByAnOrdinaryClient() {
    assertRefused(certificates.untrustedServerContext());
    assertRefused(certificates.wrongNameServerContext());
    assertRefused(certificates.expiredServerContext());
  }

  private void assertRefused(SSLContext context) {
    assertThrows(SSLHandshakeException.class, () -> handshake(context, "localhost"));
  }

  private void handshake(SSLContext context, String expectedName) throws Exception {
    try (var server = ScriptedSmtpServer.builder().implicitTls(context).start();
        var client = new LineClient(server)) {
      SSLSocket socket =
          (SSLSocket)
              certificates
                  .clientContext()
                  .getSocketFactory()
                  .createSocket(client.socket(), expectedName, server.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }
}
