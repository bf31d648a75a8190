package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.transport.TlsContext;

/** Plays cells of messages that overlap, each against a server of its own. Thread safe. */
final class OverlapPlay {

  private final SSLContext certificate;
  private final TlsContext trust;

  OverlapPlay(SSLContext certificate, TlsContext trust) {
    this.certificate = certificate;
    this.trust = trust;
  }

  /** What was against the law. */
  List<String> play(OverlapCell cell) {
    return cell.means(Meaning.STALLED)
        ? ShortTime.breaches(limit -> play(cell, client(cell).replyTimeouts(limit)))
        : play(cell, client(cell));
  }

  private List<String> play(OverlapCell cell, TestClient client) {
    try (ScriptedSmtpServer server = start(cell)) {
      server.on(cell.stage(), cell.struck(), cell.fault().fault());
      List<Optional<SmtpFailure>> told = new MessageRow(server, client).send(messages());
      server.stop();
      return new OverlapLaw(cell, server, told).breaches();
    } catch (Exception | AssertionError e) {
      return List.of(cell + ": " + e);
    }
  }

  private static List<Outgoing> messages() {
    List<Outgoing> messages = new ArrayList<>();
    for (int number = 1; number <= OverlapCell.MESSAGES; number++) {
      messages.add(
          new Outgoing(TestMessage.to(OverlapLaw.recipient(number)), OverlapLaw.content(number)));
    }
    return messages;
  }

  private ScriptedSmtpServer start(OverlapCell cell) {
    ScriptedSmtpServerBuilder builder = WireMode.ENVELOPE.server();
    if (cell.means(Meaning.KEPT_WITHOUT_END)) {
      builder.acceptWithoutEnd();
    }
    return cell.tls() == Tls.PLAIN
        ? builder.start()
        : builder.tls(certificate).tlsProtocols(cell.tls().protocol()).start();
  }

  private TestClient client(OverlapCell cell) {
    Security security = cell.tls() == Tls.PLAIN ? Security.NONE : Security.STARTTLS;
    return WireMode.ENVELOPE.apply(new TestClient(security, trust));
  }
}
