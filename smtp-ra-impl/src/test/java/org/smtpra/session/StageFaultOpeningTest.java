package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_REFUSED;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_TEMPORARY;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.GREETING_REFUSED;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.SmtpFailureReason.TLS_FAILED;
import static org.smtpra.session.Failures.assertFailure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ClientRule;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.TlsContext;

/**
 * Every fault before the first MAIL, on every way to TLS: no mail is at stake, and none is sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(TestCertificatesExtension.class)
class StageFaultOpeningTest {

  private final SSLContext certificate;
  private final TlsContext trust;

  StageFaultOpeningTest(TestCertificates certificates) throws Exception {
    certificate = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  /** How the connection is secured. */
  record Way(Security security, String protocol) {
    @Override
    public String toString() {
      return security + (protocol.isEmpty() ? "" : " " + protocol);
    }
  }

  /** A fault and what it means. */
  record Cell(Way way, Stage at, Fault fault, SmtpFailureKind kind, SmtpFailureReason reason) {

    SmtpSendStage stage() {
      return at == Stage.AUTH ? SmtpSendStage.AUTHENTICATE : SmtpSendStage.valueOf(at.name());
    }

    @Override
    public String toString() {
      return way + ": " + at + " " + fault;
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    List<Way> ways = new ArrayList<>(List.of(new Way(Security.NONE, "")));
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      ways.add(new Way(Security.STARTTLS, protocol));
      ways.add(new Way(Security.TLS, protocol));
    }
    for (Way way : ways) {
      for (Stage at : List.of(Stage.GREETING, Stage.EHLO, Stage.STARTTLS, Stage.AUTH)) {
        if (at != Stage.STARTTLS || way.security() == Security.STARTTLS) {
          cells.addAll(refusals(way, at));
          cells.addAll(nonsense(way, at));
          cells.addAll(losses(way, at));
        }
      }
    }
    return cells.stream();
  }

  private static List<Cell> refusals(Way way, Stage at) {
    SmtpFailureKind forNow = at == Stage.AUTH ? RETRYABLE_TEMPORARY_FAILURE : RETRYABLE_BEFORE_SEND;
    SmtpFailureKind forGood =
        at == Stage.AUTH || at == Stage.STARTTLS ? PERMANENT_FAILURE : RETRYABLE_BEFORE_SEND;
    SmtpFailureReason now =
        switch (at) {
          case STARTTLS -> TLS_FAILED;
          case AUTH -> AUTHENTICATION_TEMPORARY;
          default -> GREETING_REFUSED;
        };
    SmtpFailureReason good = at == Stage.AUTH ? AUTHENTICATION_REFUSED : now;
    List<Cell> cells = new ArrayList<>();
    for (String line : List.of("451 4.7.1 later", "454 4.7.0 later", "421 4.3.2 bye")) {
      cells.add(new Cell(way, at, new Fault.Reply(line), forNow, now));
      cells.add(new Cell(way, at, new Fault.ReplyThenClose(line), forNow, now));
    }
    cells.add(new Cell(way, at, new Fault.Reply("521 5.3.2 no mail here"), forGood, good));
    if (at != Stage.EHLO) {
      // Behind this one HELO is tried.
      cells.add(new Cell(way, at, new Fault.Reply("550 5.7.1 no"), forGood, good));
    }
    return cells;
  }

  private static List<Cell> nonsense(Way way, Stage at) {
    return Stream.of(
            new Fault.Reply("221 2.0.0 bye"),
            new Fault.Reply("354 go on"),
            new Fault.RawBytes("150 hm\r\n"),
            new Fault.RawBytes("x".repeat(5_000)),
            new Fault.GarbageLine())
        .map(fault -> new Cell(way, at, fault, RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR))
        .toList();
  }

  private static List<Cell> losses(Way way, Stage at) {
    List<Cell> cells = new ArrayList<>();
    for (Fault fault :
        List.of(
            new Fault.CloseBefore(),
            new Fault.Truncate(),
            new Fault.HalfClose(),
            new Fault.CutReply("2"),
            new Fault.CutReply("250-2.0.0 OK\r\n"))) {
      cells.add(new Cell(way, at, fault, RETRYABLE_BEFORE_SEND, CONNECTION_LOST));
    }
    cells.add(new Cell(way, at, new Fault.Stall(), RETRYABLE_BEFORE_SEND, TIMEOUT));
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void nothingIsSentAndTheFailureSaysWhy(Cell cell) throws Exception {
    if (cell.reason() == TIMEOUT) {
      ShortTime.play(limit -> play(cell, impatient(cell, limit)));
    } else {
      play(cell, client(cell));
    }
  }

  private void play(Cell cell, TestClient client) throws Exception {
    try (ScriptedSmtpServer server = start(cell.way())) {
      server.on(cell.at(), cell.fault());
      SmtpFailure failure = client.openFails(server);
      assertFailure(cell.kind(), cell.reason(), cell.stage(), failure);
      server.awaitClosed(1);
      assertEquals(0, server.commands("MAIL"));
      assertTrue(server.violations().isEmpty(), () -> server.violations().toString());
      SmtpSession session = client(cell).open(server);
      session.send(TestMessage.to("anna@example.org"), TestMessage.small(), client.soon());
      session.close();
      assertEquals("anna", server.awaitReceived(1).get(0).authenticatedUser());
    }
  }

  private ScriptedSmtpServer start(Way way) {
    ScriptedSmtpServerBuilder builder =
        ScriptedSmtpServer.builder().user("anna", "secret").mechanisms("PLAIN").requireAuth();
    return switch (way.security()) {
      case NONE -> builder.tolerate(ClientRule.AUTH_UNDER_TLS).start();
      case TLS -> builder.implicitTls(certificate).tlsProtocols(way.protocol()).start();
      default -> builder.tls(certificate).tlsProtocols(way.protocol()).start();
    };
  }

  private TestClient client(Cell cell) {
    return new TestClient(cell.way().security(), trust).as("anna", "secret");
  }

  private TestClient impatient(Cell cell, Duration limit) {
    return switch (cell.at()) {
      case GREETING -> client(cell).greetingTimeout(limit);
      case AUTH -> client(cell).authenticateTimeout(limit);
      default -> client(cell).replyTimeouts(limit);
    };
  }
}
