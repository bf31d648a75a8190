package org.smtpra.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.transport.Deadline;

/**
 * Sends messages one after the other, each knowing the next ones, as the delivery does: over a new
 * session where the old one is of no more use, and once more where the session was lost before the
 * message was handed over.
 */
final class MessageRow {

  private static final int MOST_BEHIND = WindowPlan.MOST_MESSAGES - 1;

  private final int port;
  private final TestClient client;
  private Runnable sent = () -> {};
  private Runnable reopened = () -> {};
  private @Nullable SmtpSession session;

  MessageRow(ScriptedSmtpServer server, TestClient client) {
    this(server.port(), client);
  }

  MessageRow(int port, TestClient client) {
    this.port = port;
    this.client = client;
  }

  /** Runs once, behind the first message. */
  void whenSent(Runnable first) {
    sent = first;
  }

  /** Runs before any session but the first is opened. */
  void whenReopened(Runnable before) {
    reopened = before;
  }

  /** What each message's sender was told: nothing for a success. */
  List<Optional<SmtpFailure>> send(List<Outgoing> messages) throws SmtpFailure {
    List<Optional<SmtpFailure>> told = new ArrayList<>(Collections.nCopies(messages.size(), null));
    Set<Integer> again = new HashSet<>();
    for (int i = told.indexOf(null); i >= 0; i = told.indexOf(null)) {
      Optional<SmtpFailure> failure = send(messages, i, told);
      if (failure.filter(MessageRow::isStale).isEmpty() || !again.add(i)) {
        told.set(i, failure);
      }
      sent.run();
      sent = () -> {};
    }
    session().close();
    return told;
  }

  private Optional<SmtpFailure> send(
      List<Outgoing> messages, int index, List<Optional<SmtpFailure>> told) throws SmtpFailure {
    SmtpSession current = session;
    if (current == null || !(current.awaits(messages.get(index)) || isFit(current))) {
      if (current != null) {
        current.close();
        reopened.run();
      }
      current = client.open(port, client.soon());
      session = current;
    }
    List<NextMessage> behind = new ArrayList<>();
    for (int i = index + 1; i < messages.size() && behind.size() < MOST_BEHIND; i++) {
      if (told.get(i) == null) {
        behind.add(next(messages, i, told));
      }
    }
    try {
      current.send(messages.get(index), behind, client.soon(), Consent.GIVEN);
      return Optional.empty();
    } catch (SmtpFailure e) {
      return Optional.of(e);
    }
  }

  private static NextMessage next(
      List<Outgoing> messages, int index, List<Optional<SmtpFailure>> told) {
    ToldVerdict verdict =
        new ToldVerdict(
            failure -> {
              if (told.set(index, failure) != null) {
                throw new AssertionError("message " + (index + 1) + " was told twice");
              }
            });
    return new NextMessage(
        messages.get(index), Deadline.never(System::nanoTime), () -> true, verdict);
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
