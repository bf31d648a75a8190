package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.config.Chunking;
import org.smtpra.config.PipelineData;
import org.smtpra.config.Pipelining;
import org.smtpra.config.Security;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.TlsContext;

/**
 * Keys that the server renews while much content is under way, and again and again while nothing
 * is. The matrix has a key update at every stage of a small message.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class KeyUpdateTest {

  private static final int IN_A_ROW = 20;

  private final SSLContext certificate;
  private final TlsContext trust;

  KeyUpdateTest(TestCertificates certificates) throws Exception {
    certificate = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  private ScriptedSmtpServer server() {
    return ScriptedSmtpServer.builder()
        .offer("CHUNKING")
        .tls(certificate)
        .tlsProtocols("TLSv1.3")
        .start();
  }

  private TestClient client(Chunking chunking) {
    return new TestClient(Security.STARTTLS, trust)
        .wire(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, chunking);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "ALWAYS"})
  void keysRenewedWithinTheContentCostNoOctet(Chunking chunking) throws Exception {
    TestMessage large = TestMessage.large();
    try (ScriptedSmtpServer server = server()) {
      TestClient client = client(chunking);
      SmtpSession session = client.open(server);
      server.on(Stage.CONTENT, new Fault.AfterOctets(20_000, new Fault.RenewKeys()));
      session.send(TestMessage.to("anna@example.org"), large.streamed(), client.soon());
      assertArrayEquals(large.octets(), server.awaitReceived(1).get(0).content());
      assertTrue(session.looksIdle(), "the server renewed its keys, it did not say anything");
      session.send(TestMessage.to("bob@example.org"), TestMessage.small(), client.soon());
      assertEquals(1, server.sessionsAccepted());
      session.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "ALWAYS"})
  void keysRenewedManyTimesWhileIdleLeaveTheSessionIdle(Chunking chunking) throws Exception {
    try (ScriptedSmtpServer server = server()) {
      TestClient client = client(chunking);
      SmtpSession session = client.open(server);
      session.send(TestMessage.to("anna@example.org"), TestMessage.small(), client.soon());
      for (int i = 0; i < IN_A_ROW; ) {
        i += server.renewIdleKeys();
        assertTrue(session.looksIdle(), "after " + i + " key updates");
        // The JDK's server breaks when it renews keys while it still reads the answer to the last
        // time.
        session.send(TestMessage.to("bob@example.org"), TestMessage.small(), client.soon());
      }
      assertEquals(1, server.sessionsAccepted());
      for (ReceivedMessage message : server.awaitReceived(1 + IN_A_ROW)) {
        assertArrayEquals(TestMessage.small().octets(), message.content());
      }
      session.close();
    }
  }
}
