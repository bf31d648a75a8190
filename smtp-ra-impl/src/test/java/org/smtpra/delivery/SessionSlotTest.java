package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.NOBODY;
import static org.smtpra.delivery.DeliveryBench.message;
import static org.smtpra.delivery.DeliveryBench.user;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.transport.Deadline;

class SessionSlotTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void sessionIsKeptWhileNothingSpeaksAgainstIt() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    bench.clock.advance(Duration.ofSeconds(59));
    slot.makeReady(NOBODY, bench.never());
    assertEquals(1, server.sessionsAccepted());
    assertEquals(0, server.commands("NOOP"));
    assertEquals(server.endpointKey(), DeliveryBench.endpointKey(slot));
  }

  @Test
  void sessionThatWasIdleForKeepAliveIntervalIsProvenByOneProbe() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    bench.clock.advance(Duration.ofSeconds(60));
    slot.makeReady(NOBODY, bench.never());
    slot.makeReady(NOBODY, bench.never());
    assertEquals(1, server.commands("NOOP"));
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void keepAliveIntervalZeroProvesBeforeEveryReuse() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey(), "keepAliveInterval", "0");
    SessionSlot slot = bench.slot();
    bench.send(slot, message("one"));
    assertEquals(0, server.commands("NOOP"));
    bench.send(slot, message("two"));
    assertEquals(1, server.commands("NOOP"));
  }

  @Test
  void sessionThatFailsItsProbeIsReplaced() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    server.on(Stage.NOOP, new Fault.Reply("500 5.5.1 what?"));
    bench.clock.advance(Duration.ofSeconds(90));
    slot.makeReady(NOBODY, bench.never());
    assertEquals(List.of(SessionEnd.PROBE_FAILED), bench.ended);
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void sessionIsReplacedAtItsAgeShortenedByTheRandomShare() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(0.5, server.endpointKey(), "maxSessionAge", "100s", "idleTimeout", "0");
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    bench.clock.advance(Duration.ofMillis(94_999));
    slot.makeReady(NOBODY, bench.never());
    assertEquals(List.of(), bench.ended);
    bench.clock.advance(Duration.ofMillis(1));
    slot.makeReady(NOBODY, bench.never());
    assertEquals(List.of(SessionEnd.AGE), bench.ended);
  }

  @Test
  void sessionThatWasIdleForTooLongIsReplacedWithoutProbe() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    bench.clock.advance(Duration.ofSeconds(121));
    slot.makeReady(NOBODY, bench.never());
    assertEquals(List.of(SessionEnd.IDLE), bench.ended);
    assertEquals(0, server.commands("NOOP"));
  }

  @Test
  void sessionIsReplacedAfterItsNumberOfMessages() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey(), "maxMessagesPerSession", "2");
    SessionSlot slot = bench.slot();
    for (String subject : List.of("one", "two", "three")) {
      bench.send(slot, message(subject));
    }
    assertEquals(List.of(SessionEnd.MESSAGES), bench.ended);
    assertEquals(
        List.of(1, 1, 2), server.awaitReceived(3).stream().map(r -> r.sessionNumber()).toList());
  }

  @Test
  void limitsOfZeroNeverReplaceASession() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(
            server.endpointKey(),
            "maxMessagesPerSession",
            "0",
            "maxSessionAge",
            "0",
            "idleTimeout",
            "0");
    SessionSlot slot = bench.slot();
    bench.send(slot, message("one"));
    bench.clock.advance(Duration.ofDays(3));
    bench.send(slot, message("two"));
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void sessionThatTheServerClosedIsReplacedWithoutAWord() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    bench.send(slot, message("one"));
    assertEquals(1, server.closeIdleSessions());
    server.awaitClosed(1);
    bench.send(slot, message("two"));
    assertEquals(List.of(SessionEnd.STALE), bench.ended);
    assertEquals(2, server.awaitReceived(2).size());
  }

  @Test
  void sessionInWhichTheServerSaidSomethingUnaskedIsReplaced() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    server.sendToIdle("421 4.3.2 shutting down");
    bench.send(slot, message("two"));
    assertEquals(List.of(SessionEnd.STALE), bench.ended);
  }

  @Test
  void sessionOfAnotherUserIsReplacedAndNeverUsed() throws Exception {
    try (ScriptedSmtpServer users =
        ScriptedSmtpServer.builder().user("anna", "a").user("bert", "b").requireAuth().start()) {
      DeliveryBench bench = DeliveryBench.to(users.endpointKey());
      SessionSlot slot = bench.slot();
      slot.makeReady(user("anna", "a"), bench.never());
      assertEquals("anna", DeliveryBench.userName(slot));
      assertTrue(slot.hasSessionFor(user("anna", "a")));
      assertFalse(slot.hasSessionFor(user("anna", "outdated")));
      slot.makeReady(user("bert", "b"), bench.never());
      assertEquals("bert", DeliveryBench.userName(slot));
      assertEquals(List.of(SessionEnd.OTHER_USER), bench.ended);
    }
  }

  @Test
  void brokenSessionIsEndedAtOnceAndCounted() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    server.on(Stage.FINAL_REPLY, new Fault.CloseBefore());
    assertThrows(Exception.class, () -> bench.send(slot, message("lost")));
    assertEquals(List.of(SessionEnd.BROKEN), bench.ended);
    assertEquals("", DeliveryBench.endpointKey(slot));
  }

  /** RFC 2920's lone dot would be an empty mail to the one who was accepted. */
  @Test
  void sessionThatIsGivenUpBecauseTheServerAwaitsTheContentIsCountedAsThat() throws Exception {
    DeliveryBench bench =
        DeliveryBench.to(server.endpointKey(), "pipelineData", "ALWAYS", "chunking", "NEVER");
    SessionSlot slot = bench.slot();
    server.refuse("bert@example.org", "550 5.1.1 no such user");
    MimeMessage two = message("two");
    two.setRecipients(Message.RecipientType.TO, "anna@example.org, bert@example.org");
    assertThrows(SmtpSendFailedException.class, () -> bench.send(slot, two));
    assertEquals(List.of(SessionEnd.ABORTED_DATA), bench.ended);
    assertEquals(List.of(), server.held());
  }

  @Test
  void sessionThatIsOutOfStepWhenTheLeaseComesBackIsClosed() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    server.sendToIdle("250 2.0.0 nobody asked");
    Eventually.holds(
        () -> {
          slot.returned();
          return bench.ended.equals(List.of(SessionEnd.STALE));
        });
  }

  @Test
  void validationProvesASessionOrOpensOneOrSaysNo() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    assertTrue(slot.validate(NOBODY, bench.never()));
    assertEquals(1, server.sessionsAccepted());
    assertTrue(slot.validate(NOBODY, bench.never()));
    assertEquals(1, server.commands("NOOP"));
    server.on(Stage.NOOP, new Fault.CloseBefore());
    assertTrue(slot.validate(NOBODY, bench.never()));
    assertEquals(2, server.sessionsAccepted());
    server.stop();
    assertFalse(slot.validate(NOBODY, bench.never()));
  }

  @Test
  void destroyedSlotOpensNothing() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    slot.makeReady(NOBODY, bench.never());
    slot.destroy();
    slot.destroy();
    assertEquals(List.of(SessionEnd.DESTROYED), bench.ended);
    assertFalse(slot.validate(NOBODY, bench.never()));
    SmtpFailure failure =
        assertThrows(SmtpFailure.class, () -> slot.makeReady(NOBODY, bench.never()));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void passedDeadlineOpensNothing() throws Exception {
    DeliveryBench bench = DeliveryBench.to(server.endpointKey());
    SessionSlot slot = bench.slot();
    Deadline passed = Deadline.after(Duration.ofSeconds(1), bench.clock);
    bench.clock.advance(Duration.ofSeconds(2));
    assertThrows(SmtpFailure.class, () -> slot.makeReady(NOBODY, passed));
    assertEquals(0, server.sessionsAccepted());
  }
}
