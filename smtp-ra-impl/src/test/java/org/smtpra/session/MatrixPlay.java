package org.smtpra.session;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.TlsContext;

/** Plays cells, each against a server of its own. Thread safe. */
final class MatrixPlay {

  static final String FIRST = "first@example.org";
  static final String NEXT = "next@example.org";

  private static final int MANY_LINES = 6_000;

  private final SSLContext certificate;
  private final TlsContext trust;
  private final TestMessage small = TestMessage.small();
  private final TestMessage chunks =
      TestMessage.of("fifty octets of text, again and again and again.\r\n".repeat(MANY_LINES));

  MatrixPlay(SSLContext certificate, TlsContext trust) {
    this.certificate = certificate;
    this.trust = trust;
  }

  /** A cell that was played; confused means that the client broke a rule of the protocol. */
  record Played(MatrixCell cell, String outcome, boolean confused, List<String> breaches) {}

  Played play(MatrixCell cell) {
    try (ScriptedSmtpServer server = start(cell)) {
      TestClient client = client(cell);
      SmtpSession session = client.open(server);
      if (cell.setting().reused()) {
        session.send(TestMessage.to(FIRST), small, client.soon());
      }
      if (cell.setting().thirdRefused()) {
        server.refuse(MatrixSetting.THIRD, "550 5.1.1 unknown");
      }
      server.on(cell.stage(), cell.fault().fault());
      MatrixOutcome outcome = outcome(cell, client, session);
      server.clearFaults();
      outcome = followed(outcome, client, session);
      session.close();
      server.stop();
      MatrixLaw law = new MatrixLaw(cell, outcome, server);
      List<String> breaches = law.breaches(content(cell).octets());
      boolean confused = !server.violations().isEmpty();
      return new Played(cell, outcome.toString(), confused, breaches);
    } catch (Exception | AssertionError e) {
      return new Played(cell, e.toString(), false, List.of(cell + ": " + e));
    }
  }

  private ScriptedSmtpServer start(MatrixCell cell) {
    return cell.setting().tls()
        ? cell.mode().server().tls(certificate).start()
        : cell.mode().server().start();
  }

  private TestClient client(MatrixCell cell) {
    Security security = cell.setting().tls() ? Security.STARTTLS : Security.NONE;
    TestClient client = cell.mode().apply(new TestClient(security, trust));
    return cell.fault().meaning() == MatrixFault.Meaning.STALLED
        ? client.replyTimeouts(500)
        : client;
  }

  private TestMessage content(MatrixCell cell) {
    return cell.mode() == WireMode.CHUNKS ? chunks : small;
  }

  private MatrixOutcome outcome(MatrixCell cell, TestClient client, SmtpSession session) {
    TestMessage content = cell.mode() == WireMode.CHUNKS ? content(cell).streamed() : content(cell);
    try {
      TransactionResult result = session.send(cell.setting().envelope(), content, client.soon());
      return new MatrixOutcome(Optional.empty(), result.recipients(), false);
    } catch (SmtpFailure e) {
      return new MatrixOutcome(Optional.of(e), e.recipients(), false);
    }
  }

  /**
   * A session that looks usable takes the next message, or turns out to be lost before that one is
   * handed over: the server's close may still be under way.
   */
  private MatrixOutcome followed(MatrixOutcome outcome, TestClient client, SmtpSession session)
      throws SmtpFailure {
    boolean kept = session.isUsable() && session.looksIdle();
    if (kept) {
      try {
        session.send(TestMessage.to(NEXT), small, client.soon());
      } catch (SmtpFailure e) {
        kept = false;
        if (!hasEnded(client, session)) {
          throw e;
        }
      }
    }
    return new MatrixOutcome(outcome.failure(), outcome.recipients(), kept);
  }

  private static boolean hasEnded(TestClient client, SmtpSession session) {
    Deadline patience = client.soon();
    while (session.looksIdle() && !patience.hasPassed()) {
      Thread.onSpinWait();
    }
    return !session.looksIdle();
  }
}
