package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.session.Failures.assertFailure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** The envelope of a message travels with the content of the one before it. */
class OverlapTest extends OverlapScenario {

  @Test
  void messageCostsOneRoundTripAndTheFirstTwo() throws Exception {
    TestClient client = client();
    SmtpSession session = client.open(server);
    int before = server.roundTrips(1);
    List<Outgoing> messages = messages(10);
    int counted = 0;
    for (int i = 0; i < 10; i++) {
      session.send(
          messages.get(i),
          i < 9 ? next(messages.get(i + 1)) : NOTHING,
          client.soon(),
          Consent.GIVEN);
      counted += session.times().roundTrips();
    }
    assertTaken(messages);
    assertEquals(11, server.roundTrips(1) - before);
    assertEquals(11, counted);
    assertTrue(session.looksIdle());
    session.close();
  }

  @Test
  void withoutPipeliningNothingGoesAhead() throws Exception {
    server.close();
    server = ScriptedSmtpServer.builder().keywords().start();
    List<Outgoing> messages = messages(3);
    assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.empty()), sendRow(messages));
    assertTaken(messages);
    assertEquals(List.of(4, 4, 4), server.roundTripsOfMessages(1));
  }

  @Test
  void sessionThatWaitsForAMessageServesNoOther() throws Exception {
    TestClient client = client();
    SmtpSession session = client.open(server);
    session.send(message(1), next(message(2)), client.soon(), Consent.GIVEN);
    assertFalse(session.looksIdle());
    assertEquals(SessionEnd.ABORTED_DATA, session.strayedBy());
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () -> session.send(message(3), NOTHING, client.soon(), Consent.GIVEN));
    assertEquals(RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertFalse(session.isUsable());
    server.awaitClosed(1);
    assertEquals(1, server.held().size());
  }

  @Test
  void sessionThatWaitsForAMessageIsClosedWithoutAWord() throws Exception {
    TestClient client = client();
    SmtpSession session = client.open(server);
    session.send(message(1), next(message(2)), client.soon(), Consent.GIVEN);
    assertFalse(session.probe(Duration.ofSeconds(5)));
    assertEquals(SessionEnd.ABORTED_DATA, session.brokenBy());
    server.awaitClosed(1);
    assertEquals(0, server.commands("NOOP") + server.commands("QUIT"));
    assertEquals(1, server.held().size());
  }

  @Test
  void nothingGoesAheadToDovecotsSubmissionService() throws Exception {
    server.on(Stage.GREETING, new Fault.Reply("220 mail.example.test Dovecot ready."));
    TestClient client = client();
    SmtpSession session = client.open(server);
    session.send(message(1), next(message(2)), client.soon(), Consent.GIVEN);
    assertTrue(session.looksIdle());
    session.close();
  }

  @Test
  void nothingGoesAheadWhereItsSenderForbidsIt() throws Exception {
    TestClient client = client();
    SmtpSession session = client.open(server);
    AtomicInteger asked = new AtomicInteger();
    Outgoing second = message(2);
    session.send(
        message(1), next(second, () -> asked.incrementAndGet() < 0), client.soon(), Consent.GIVEN);
    assertEquals(1, asked.get());
    assertTrue(session.looksIdle());
    session.send(second, NOTHING, client.soon(), Consent.GIVEN);
    assertTaken(List.of(message(1), second));
  }

  @Test
  void refusedEnvelopeAsksForNoOther() throws Exception {
    server.refuse("r1@example.org", "550 5.1.1 unknown");
    TestClient client = client();
    SmtpSession session = client.open(server);
    AtomicInteger asked = new AtomicInteger();
    List<NextMessage> second = next(message(2), () -> asked.incrementAndGet() > 0);
    assertThrows(
        SmtpFailure.class, () -> session.send(message(1), second, client.soon(), Consent.GIVEN));
    assertEquals(0, asked.get());
    assertTrue(session.looksIdle());
    session.close();
  }

  @Test
  void messageThatNeedsItsOwnPermissionDoesNotGoAhead() throws Exception {
    Outgoing two = message(2, "a@example.org", "b@example.org");
    TestClient client = client();
    SmtpSession session = client.open(server);
    session.send(message(1), next(two), client.soon(), Consent.GIVEN);
    assertTrue(session.looksIdle());
    session.send(two, next(message(3)), client.soon(), Consent.GIVEN);
    assertTrue(session.looksIdle(), "nothing follows BDAT, which has no 354 to keep step by");
    session.close();
  }

  @Test
  void contentThatBreaksClosesItsSessionAndLeavesTheOthersAlone() throws Exception {
    Outgoing broken = new Outgoing(TestMessage.to("broken@example.org"), new HalfContent());
    List<Outgoing> messages = messages(2);
    messages.add(1, broken);
    List<Optional<SmtpFailure>> told = sendRow(messages);
    assertFailure(
        PERMANENT_FAILURE,
        SmtpFailureReason.MESSAGE_INVALID,
        SmtpSendStage.CONTENT,
        told.get(1).orElseThrow());
    messages.remove(1);
    assertTaken(messages);
    assertEquals(2, server.held().size());
  }

  /** Breaks in its midst. */
  private static final class HalfContent implements MessageContent {

    @Override
    public long size() {
      return -1;
    }

    @Override
    public EightBit eightBit() {
      return EightBit.NO;
    }

    @Override
    public boolean utf8Headers() {
      return false;
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
      sink.write("Subject: half\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      throw new IOException("the data source broke");
    }
  }
}
