package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.transport.Deadline;

/** A server and messages several of which are in flight at once. */
abstract class WindowScenario {

  ScriptedSmtpServer server = scripted().start();

  @AfterEach
  void stop() {
    server.close();
  }

  /** One flush of the client arrives in several segments. */
  static ScriptedSmtpServerBuilder scripted() {
    return WireMode.FULL.server().collectFor(Duration.ofMillis(100));
  }

  static TestClient client() throws Exception {
    return WireMode.FULL.apply(TestClient.plain());
  }

  static Outgoing message(int number) {
    return OverlapScenario.message(number);
  }

  static List<Outgoing> messages(int count) {
    return OverlapScenario.messages(count);
  }

  List<Optional<SmtpFailure>> sendRow(List<Outgoing> messages) throws Exception {
    return new MessageRow(server, client()).send(messages);
  }

  /** A session in which the server has shown that it knows BDAT. */
  SmtpSession proven(TestClient client) throws Exception {
    SmtpSession session = client.open(server);
    session.send(message(1), List.of(), client.soon(), Consent.GIVEN);
    return session;
  }

  /** The messages of these numbers, what they are told in {@code told}, in the order told. */
  static List<NextMessage> behind(List<Optional<SmtpFailure>> told, int from, int to) {
    List<NextMessage> behind = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      behind.add(behind(message(number), told));
    }
    return behind;
  }

  static NextMessage behind(Outgoing message, List<Optional<SmtpFailure>> told) {
    return new NextMessage(
        message, Deadline.never(System::nanoTime), () -> true, new ToldVerdict(told::add));
  }

  /** The same message, of which somebody else decides whether it may follow. */
  static NextMessage asking(BooleanSupplier mayFollow, NextMessage next) {
    return new NextMessage(next.message(), next.limit(), mayFollow, next.verdict());
  }

  /** In this order, whole, each to its own recipient and nobody else. */
  void assertTaken(List<Outgoing> messages) {
    List<ReceivedMessage> taken = server.awaitReceived(messages.size());
    assertEquals(messages.size(), taken.size());
    for (int i = 0; i < messages.size(); i++) {
      TestMessage content = (TestMessage) messages.get(i).content();
      assertEquals(
          List.of(messages.get(i).envelope().recipients().get(0).address()),
          taken.get(i).recipients());
      assertEquals(TestMessage.text(content), taken.get(i).contentAsText());
    }
    assertEquals(List.of(), server.violations());
  }
}
