package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureReason.CONNECT_FAILED;
import static org.smtpra.SmtpFailureReason.GREETING_REFUSED;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.SmtpSendStage.CONNECT;
import static org.smtpra.SmtpSendStage.GREETING;
import static org.smtpra.SmtpSendStage.STARTTLS;
import static org.smtpra.session.Failures.assertFailure;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/** A host with several addresses; nothing listens on 127.0.0.2. */
@ExtendWith(TestCertificatesExtension.class)
class AddressesTest {

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void secondAddressServesWhereTheFirstRefuses() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      SmtpSession session = TestClient.plain().addresses(loopback(2), loopback(1)).open(server);
      assertEquals(1, server.sessionsAccepted());
      session.close();
    }
  }

  /** The time-out is for all addresses: one that is silent must not use it up. */
  @Test
  void secondAddressServesWhereTheFirstIsSilent() throws Exception {
    ShortTime.play(
        limit -> {
          try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
              FullBacklog silent = FullBacklog.at(loopback(2), server.port())) {
            SmtpSession session =
                TestClient.plain()
                    .connectTimeout(limit.multipliedBy(2))
                    .addresses(silent.address(), loopback(1))
                    .open(server);
            assertEquals(1, server.sessionsAccepted());
            session.close();
          }
        });
  }

  @Test
  void failuresOfAllAddressesAreTold() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      server.refuseConnections();
      SmtpFailure failure =
          TestClient.plain().addresses(loopback(2), loopback(1)).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, CONNECT_FAILED, CONNECT, failure);
      assertEquals(1, failure.getSuppressed().length);
    }
  }

  @Test
  void brokenHandshakeIsTriedAtTheNextAddress(TestCertificates certificates) throws Exception {
    for (Security security : List.of(Security.TLS, Security.STARTTLS)) {
      try (ScriptedSmtpServer server = start(security, certificates)) {
        server.on(Stage.TLS_HANDSHAKE, new Fault.CloseBefore());
        SmtpSession session =
            new TestClient(security, TestClient.trust(certificates))
                .addresses(loopback(1), loopback(1))
                .open(server);
        assertEquals(2, server.sessionsAccepted());
        session.close();
      }
    }
  }

  static Stream<Arguments> beforeSigningIn() {
    return Stream.of(Stage.GREETING, Stage.EHLO)
        .flatMap(
            stage ->
                Stream.of(
                        new Fault.Reply("421 4.3.2 too busy"),
                        new Fault.Reply("450 4.3.2 not now"),
                        new Fault.Reply("554 5.3.2 no mail here"),
                        new Fault.GarbageLine(),
                        new Fault.CloseBefore())
                    .map(fault -> Arguments.of(stage, fault)));
  }

  /** A server whose EHLO is refused for good is asked with HELO first. */
  @ParameterizedTest
  @MethodSource("beforeSigningIn")
  void addressThatRefusesBeforeTheSignInIsPassedOver(Stage stage, Fault fault) throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      server.on(stage, fault);
      server.on(Stage.HELO, new Fault.Reply("554 5.3.2 no mail here"));
      SmtpSession session = TestClient.plain().addresses(loopback(1), loopback(1)).open(server);
      assertEquals(2, server.sessionsAccepted());
      session.close();
    }
  }

  @Test
  void greetingsOfAllAddressesAreHeardBeforeTheHostIsGivenUp() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      server.always(Stage.GREETING, new Fault.Reply("421 4.3.2 too busy"));
      SmtpFailure failure =
          TestClient.plain().addresses(loopback(1), loopback(1)).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, GREETING_REFUSED, GREETING, failure);
      assertEquals(1, failure.getSuppressed().length);
      assertEquals(2, server.sessionsAccepted());
    }
  }

  /** Another address is the same host: its users are the same, and servers lock accounts. */
  @Test
  void refusedPasswordIsNotTriedAtTheNextAddress() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().user("anna", "right").start()) {
      TestClient client = TestClient.plain().as("anna", "wrong");
      client.addresses(loopback(1), loopback(1)).openFails(server);
      assertEquals(1, server.commands("AUTH"));
    }
  }

  private static ScriptedSmtpServer start(Security security, TestCertificates certificates) {
    return security == Security.TLS
        ? ScriptedSmtpServer.builder().implicitTls(certificates).start()
        : ScriptedSmtpServer.builder().tls(certificates).start();
  }

  @Test
  void hostIsGivenUpForGoodOnlyWhenNoAddressMayComeBack(TestCertificates certificates)
      throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      TestClient client = new TestClient(Security.STARTTLS, TestClient.trust(certificates));
      SmtpFailure never = client.addresses(loopback(1), loopback(1)).openFails(server);
      assertFailure(PERMANENT_FAILURE, TLS_FAILED, STARTTLS, never);
      SmtpFailure perhaps = client.addresses(loopback(1), loopback(2)).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, CONNECT_FAILED, CONNECT, perhaps);
    }
  }
}
