package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.smtpra.config.Chunking;
import org.smtpra.config.PipelineData;
import org.smtpra.config.Pipelining;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.transport.Deadline;

/** A server and messages that overlap. */
abstract class OverlapScenario {

  static final List<NextMessage> NOTHING = List.of();

  ScriptedSmtpServer server = ScriptedSmtpServer.builder().offer("CHUNKING").start();

  @AfterEach
  void stop() {
    server.close();
  }

  static TestClient client() throws Exception {
    return TestClient.plain().wire(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, Chunking.AUTO);
  }

  static Outgoing message(int number, String... to) {
    String[] recipients = to.length == 0 ? new String[] {"r" + number + "@example.org"} : to;
    return new Outgoing(
        TestMessage.to(recipients),
        TestMessage.of("Subject: " + number + "\r\n\r\n.Hello " + number + ".\r\n.\r\n"));
  }

  static List<Outgoing> messages(int count) {
    List<Outgoing> messages = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      messages.add(message(i));
    }
    return messages;
  }

  static List<NextMessage> next(Outgoing message) {
    return next(message, () -> true);
  }

  /** It does not go as a whole. */
  static List<NextMessage> next(Outgoing message, BooleanSupplier mayFollow) {
    ToldVerdict never = new ToldVerdict(failure -> fail("it went as a whole"));
    return List.of(new NextMessage(message, Deadline.never(System::nanoTime), mayFollow, never));
  }

  List<Optional<SmtpFailure>> sendRow(List<Outgoing> messages) throws Exception {
    return new MessageRow(server, client()).send(messages);
  }

  void assertTaken(List<Outgoing> messages) {
    List<ReceivedMessage> taken = server.awaitReceived(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      assertEquals(
          messages.get(i).envelope().recipients().get(0).address(),
          taken.get(i).recipients().get(0));
      TestMessage content = (TestMessage) messages.get(i).content();
      assertEquals(
          new String(content.octets(), StandardCharsets.ISO_8859_1), taken.get(i).contentAsText());
    }
    assertEquals(messages.size(), server.received().size());
    assertEquals(List.of(), server.violations());
  }
}
