package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;

/**
 * Sends messages one after the other, each knowing the next, as the delivery does: over a new
 * session where the old one is of no more use, and once more where the session was lost before the
 * message was handed over.
 */
final class MessageRow {

  private final ScriptedSmtpServer server;
  private final TestClient client;
  private @Nullable SmtpSession session;

  MessageRow(ScriptedSmtpServer server, TestClient client) {
    this.server = server;
    this.client = client;
  }

  /** What each message's sender was told: nothing for a success. */
  List<Optional<SmtpFailure>> send(List<Outgoing> messages) throws SmtpFailure {
    List<Optional<SmtpFailure>> told = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Outgoing next = i + 1 < messages.size() ? messages.get(i + 1) : null;
      Optional<SmtpFailure> failure = send(messages.get(i), next);
      told.add(
          failure.filter(MessageRow::isStale).isPresent() ? send(messages.get(i), next) : failure);
    }
    session().close();
    return told;
  }

  private Optional<SmtpFailure> send(Outgoing message, @Nullable Outgoing next) throws SmtpFailure {
    SmtpSession current = session;
    if (current == null || !(current.awaits(message) || isFit(current))) {
      if (current != null) {
        current.close();
      }
      current = client.open(server);
      session = current;
    }
    NextMessage following = next == null ? null : new NextMessage(next, () -> true);
    try {
      current.send(message, following, client.soon(), Consent.GIVEN);
      return Optional.empty();
    } catch (SmtpFailure e) {
      return Optional.of(e);
    }
  }

  private static boolean isFit(SmtpSession session) {
    return session.isUsable() && session.looksIdle();
  }

  private static boolean isStale(SmtpFailure failure) {
    SmtpFailureReason why = failure.classification().reason();
    return failure.classification().kind() == SmtpFailureKind.RETRYABLE_BEFORE_SEND
        && (why == SmtpFailureReason.CONNECTION_LOST || why == SmtpFailureReason.TIMEOUT);
  }

  private SmtpSession session() {
    SmtpSession current = session;
    if (current == null) {
      throw new AssertionError("no session was opened");
    }
    return current;
  }
}
