package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.smtpra.delivery.DeliveryBench.message;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.event.SessionEnd;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

class StaleSessionTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stopServer() {
    server.close();
  }

  static Stream<Arguments> signsOfAStaleSession() {
    return Stream.of(
        Arguments.of(Stage.MAIL, new Fault.CloseBefore()),
        Arguments.of(Stage.MAIL, new Fault.Reset()),
        Arguments.of(Stage.RCPT, new Fault.CloseBefore()),
        Arguments.of(Stage.DATA, new Fault.CloseBefore()),
        Arguments.of(Stage.MAIL, new Fault.ReplyThenClose("421 4.4.2 idle for too long")),
        Arguments.of(Stage.MAIL, new Fault.Reply("503 5.5.1 say EHLO first")),
        Arguments.of(Stage.MAIL, new Fault.Reply("530 5.7.0 sign in first")),
        Arguments.of(Stage.MAIL, new Fault.Reply("452 4.5.3 too many messages")),
        Arguments.of(Stage.MAIL, new Fault.Reply("451 4.4.2 bad connection")),
        Arguments.of(Stage.MAIL, new Fault.Reply("451 Timeout waiting for data from client")));
  }

  @ParameterizedTest
  @MethodSource("signsOfAStaleSession")
  void messageStartsAgainOnANewSession(Stage stage, Fault fault) throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("first"));
    server.on(stage, fault);
    assertEquals(1, bench.send(slot, message("second")).attempts());
    assertEquals(
        List.of("first", "second"),
        server.awaitReceived(2).stream().map(m -> m.header("Subject")).toList());
    assertEquals(List.of(SessionEnd.STALE), bench.ended);
    assertEquals(List.of(), bench.openFailed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "451 4.7.1 greylisted, come back in five minutes",
        "452 4.3.1 no room",
        "550 5.7.1 not you"
      })
  void otherRefusalOfMailReachesTheCaller(String reply) throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("first"));
    server.on(Stage.MAIL, new Fault.Reply(reply));
    assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("second")));
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void refusalOfMailThatTheServerClosesBehindIsStale() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("first"));
    server.on(Stage.MAIL, new Fault.ReplyThenClose("521 5.3.2 no mail here"));
    bench.send(slot, message("second"));
    assertEquals(2, server.awaitReceived(2).size());
  }

  @Test
  void freshSessionIsNotStale() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    server.on(Stage.MAIL, new Fault.CloseBefore());
    SmtpSendFailedException failure =
        assertThrows(
            SmtpSendFailedException.class, () -> bench.send(bench.slot(), message("first")));
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void messageStartsAgainOnlyOnce() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("first"));
    server.always(Stage.MAIL, new Fault.CloseBefore());
    assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("second")));
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void lossBehindTheBoundaryIsNeverStale() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("first"));
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.CloseBefore()));
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, message("second")));
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(2, server.received().size());
  }

  @Test
  void largeMessageIsWrittenOnceMoreFromItsBeginning() throws Exception {
    // Small windows: else all of it is on its way before the reset.
    try (ScriptedSmtpServer narrow = ScriptedSmtpServer.builder().socketBuffers(8192).start()) {
      DeliveryBench bench = DeliveryBench.to(narrow.endpointKey());
      SessionSlot slot = bench.slot();
      bench.send(slot, message("first"));
      narrow.on(Stage.CONTENT, new Fault.AfterOctets(100_000, new Fault.Reset()));
      bench.send(slot, GeneratedContent.of(8_000_000));
      String content = narrow.awaitReceived(2).get(1).contentAsText();
      // The generated text stops within a line, which gets its end.
      assertEquals(8_000_002, content.length() - content.indexOf("\r\n\r\n") - 4);
    }
  }

  @Test
  void passedDeadlineOfTheCallerIsNotStale() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("first"));
    server.on(Stage.MAIL, new Fault.Stall());
    SmtpSendOptions hurried = SmtpSendOptions.builder().deadline(Duration.ofMillis(1)).build();
    var prepared = bench.sender.prepare(message("second"), hurried);
    bench.clock.advance(Duration.ofSeconds(1));
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, prepared));
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(1, server.sessionsAccepted());
  }
}
