package org.smtpra.session;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.TlsContext;

/** Plays cells, each against a server of its own. Thread safe. */
final class MatrixPlay {

  static final String FIRST = "first@example.org";
  static final String NEXT = "next@example.org";

  private final SSLContext certificate;
  private final TlsContext trust;
  private final Map<MatrixContent, TestMessage> contents = new EnumMap<>(MatrixContent.class);

  MatrixPlay(SSLContext certificate, TlsContext trust) {
    this.certificate = certificate;
    this.trust = trust;
    for (MatrixContent content : MatrixContent.values()) {
      contents.put(content, content.make());
    }
  }

  /**
   * A cell that was played.
   *
   * @param confused whether the client broke a rule of the protocol
   * @param misled whether its report is not true, and it is not to blame
   */
  record Played(
      MatrixCell cell, String outcome, boolean confused, boolean misled, List<String> breaches) {}

  Played play(MatrixCell cell) {
    Played first = play(cell, ShortTime.SHORT);
    boolean again = cell.isSlow() && ShortTime.mayBePlayedAgain(first.breaches());
    return again ? play(cell, ShortTime.LONG) : first;
  }

  private Played play(MatrixCell cell, Duration limit) {
    try (ScriptedSmtpServer server = start(cell)) {
      TestClient client = client(cell, limit);
      SmtpSession session = client.open(server);
      if (cell.setting().reused()) {
        session.send(TestMessage.to(FIRST), small(), client.soon());
      }
      cell.setting().refused().forEach(address -> server.refuse(address, "550 5.1.1 unknown"));
      boolean idle = cell.stage() == Stage.IDLE;
      if (!idle) {
        cell.strikes().forEach(strike -> strike.plant(server));
      }
      MatrixOutcome outcome = outcome(cell, client, session, limit);
      server.clearFaults();
      if (idle) {
        strikeIdle(cell, server, session, client);
      }
      outcome = followed(outcome, client, session);
      session.close();
      server.stop();
      MatrixLaw law = new MatrixLaw(cell, outcome, server);
      List<String> breaches = law.breaches(contents.get(cell.content()).octets());
      boolean confused = !server.violations().isEmpty();
      return new Played(cell, outcome.toString(), confused, law.misled(), breaches);
    } catch (Exception | AssertionError e) {
      return new Played(cell, e.toString(), false, false, List.of(cell + ": " + e));
    }
  }

  private TestMessage small() {
    return contents.get(MatrixContent.SMALL);
  }

  private ScriptedSmtpServer start(MatrixCell cell) {
    ScriptedSmtpServerBuilder builder = cell.mode().server();
    if (cell.means(Meaning.KEPT_WITHOUT_END)) {
      builder.acceptWithoutEnd();
    }
    Tls tls = cell.setting().tls();
    return tls == Tls.PLAIN
        ? builder.start()
        : builder.tls(certificate).tlsProtocols(tls.protocol()).start();
  }

  private TestClient client(MatrixCell cell, Duration limit) {
    boolean plain = cell.setting().tls() == Tls.PLAIN;
    Security security = plain ? Security.NONE : Security.STARTTLS;
    TestClient client = cell.mode().apply(new TestClient(security, trust));
    return cell.isSlow() ? client.replyTimeouts(limit) : client;
  }

  private MatrixOutcome outcome(
      MatrixCell cell, TestClient client, SmtpSession session, Duration limit) {
    // Only what is written is bounded by the deadline alone.
    boolean stuck = cell.content() == MatrixContent.STUCK;
    Deadline deadline = stuck ? client.in(limit.multipliedBy(3)) : client.soon();
    try {
      TransactionResult result =
          session.send(cell.setting().envelope(), contents.get(cell.content()), deadline);
      return new MatrixOutcome(Optional.empty(), result.recipients(), false);
    } catch (SmtpFailure e) {
      return new MatrixOutcome(Optional.of(e), e.recipients(), false);
    }
  }

  /** Waits until the server waits, strikes, and waits until that is seen where it must be. */
  private static void strikeIdle(
      MatrixCell cell, ScriptedSmtpServer server, SmtpSession session, TestClient client) {
    Deadline patience = client.soon();
    while (cell.strikes().get(0).strikeIdle(server) == 0 && !patience.hasPassed()) {
      Thread.onSpinWait();
    }
    if (cell.fault().meaning() != Meaning.NONE && !hasEnded(client, session)) {
      throw new AssertionError("the idle session's end is not seen");
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
        session.send(TestMessage.to(NEXT), small(), client.soon());
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
