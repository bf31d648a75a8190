package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.testkit.ClientRule;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;
import org.smtpra.transport.TlsContext;

/** Plays cells of messages in flight together, each against a server of its own. Thread safe. */
final class WindowPlay {

  private final SSLContext certificate;
  private final TlsContext trust;

  WindowPlay(SSLContext certificate, TlsContext trust) {
    this.certificate = certificate;
    this.trust = trust;
  }

  /** What was against the law. */
  List<String> play(WindowCell cell) {
    return cell.means(Meaning.STALLED)
        ? ShortTime.breaches(limit -> play(cell, client(cell).replyTimeouts(limit)))
        : play(cell, client(cell));
  }

  private List<String> play(WindowCell cell, TestClient client) {
    try (ScriptedSmtpServer server = start(cell)) {
      server.on(cell.stage(), cell.occurrence() + extraEhlo(cell), cell.fault().fault());
      List<Optional<SmtpFailure>> told =
          new MessageRow(server, client).send(messages(WindowCell.MESSAGES));
      server.stop();
      return new WindowLaw(cell.toString(), server, told).of(cell);
    } catch (Exception | AssertionError e) {
      return List.of(cell + ": " + e);
    }
  }

  /** Behind STARTTLS a session is opened by another one. */
  private static int extraEhlo(WindowCell cell) {
    return cell.stage() == Stage.EHLO && cell.tls() != Tls.PLAIN ? 1 : 0;
  }

  static List<Outgoing> messages(int count) {
    List<Outgoing> messages = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      messages.add(
          new Outgoing(TestMessage.to(OverlapLaw.recipient(number)), OverlapLaw.content(number)));
    }
    return messages;
  }

  private ScriptedSmtpServer start(WindowCell cell) {
    // The messages leave one by one: behind a look that heard nothing, one more may meet a 421.
    ScriptedSmtpServerBuilder builder =
        WireMode.FULL.server().tolerate(ClientRule.NOTHING_AFTER_421);
    if (cell.means(Meaning.KEPT_WITHOUT_END)) {
      builder.acceptWithoutEnd();
    }
    return cell.tls() == Tls.PLAIN
        ? builder.start()
        : builder.tls(certificate).tlsProtocols(cell.tls().protocol()).start();
  }

  private TestClient client(WindowCell cell) {
    Security security = cell.tls() == Tls.PLAIN ? Security.NONE : Security.STARTTLS;
    return WireMode.FULL.apply(new TestClient(security, trust));
  }
}
