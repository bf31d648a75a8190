package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestCertificatesExtension.class)
class IdleFaultTest {

  @Test
  void idleSessionsAreClosedAndBusyOnesAreNot() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var idle = LineClient.introduced(server);
        var busy = LineClient.introduced(server)) {
      busy.say("MAIL FROM:<a@example.com>");

      assertEquals(1, server.closeIdleSessions());

      assertEquals(-1, idle.read());
      assertEquals("250 2.1.5 Recipient OK", busy.say("RCPT TO:<b@example.org>"));
      server.awaitClosed(1);
      assertEquals(1, server.openSessions());
    }
  }

  @Test
  void idleSessionsAreToldAndReset() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      assertEquals(1, server.sendToIdle("421 4.3.2 bye"));
      assertEquals("421 4.3.2 bye", client.reply());
      assertEquals(1, server.resetIdleSessions());
      assertThrows(SocketException.class, client::read);
      server.awaitClosed(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void idleTlsSessionsAreClosedInGoodOrder(String protocol, TestCertificates certificates)
      throws Exception {
    try (var server =
            ScriptedSmtpServer.builder().implicitTls(certificates).tlsProtocols(protocol).start();
        var client = new LineClient(server)) {
      client.startTls(certificates.clientContext());
      client.reply();
      client.say("EHLO client.example");
      assertEquals(1, server.closeIdleSessions());
      assertEquals(-1, client.read());
      server.awaitClosed(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void onlyTruncatedTlsEndsWithoutCloseNotify(String protocol, TestCertificates certificates)
      throws Exception {
    try (var server =
        ScriptedSmtpServer.builder().implicitTls(certificates).tlsProtocols(protocol).start()) {
      server.on(Stage.NOOP, new Fault.Truncate());
      server.on(Stage.NOOP, new Fault.CloseBefore());

      assertEquals(-1, firstOctetAfterNoop(server, certificates));
      assertNotEquals(-1, firstOctetAfterNoop(server, certificates));
    }
  }

  private static int firstOctetAfterNoop(ScriptedSmtpServer server, TestCertificates certificates)
      throws IOException {
    try (var client = new LineClient(server)) {
      client.startTls(certificates.clientContext());
      client.reply();
      client.send("NOOP\r\n");
      return client.readRaw();
    }
  }

  /** A key update is nothing to an application: only below TLS can it be seen. */
  @Test
  void renewedKeysAreSeenBelowTlsOnlyAndTheConversationGoesOn(TestCertificates certificates)
      throws Exception {
    try (var server =
            ScriptedSmtpServer.builder().implicitTls(certificates).tlsProtocols("TLSv1.3").start();
        var client = new LineClient(server)) {
      server.on(Stage.NOOP, new Fault.RenewKeys());
      client.startTls(certificates.clientContext());
      client.reply();
      client.say("EHLO client.example");
      client.send("NOOP\r\n");
      client.awaitRaw();
      assertEquals("250 2.0.0 Reset", client.say("RSET"));
    }
  }

  /** Elsewhere there is nothing that could be renewed without a new handshake. */
  @Test
  void keysAreNotRenewedUnderTls12(TestCertificates certificates) throws Exception {
    try (var server =
            ScriptedSmtpServer.builder().implicitTls(certificates).tlsProtocols("TLSv1.2").start();
        var client = new LineClient(server)) {
      server.on(Stage.NOOP, new Fault.Then(new Fault.RenewKeys(), new Fault.Reply("250 still")));
      client.startTls(certificates.clientContext());
      client.reply();
      assertEquals("250 still", client.say("NOOP"));
    }
  }

  @Test
  void garbageInPlaceOfTheHandshakeFailsIt(TestCertificates certificates) throws Exception {
    try (var server = ScriptedSmtpServer.builder().tls(certificates).start();
        var client = LineClient.introduced(server)) {
      server.on(Stage.TLS_HANDSHAKE, new Fault.RawBytes("250 hello?\r\n"));
      client.say("STARTTLS");
      assertThrows(SSLException.class, () -> client.startTls(certificates.clientContext()));
    }
  }
}
