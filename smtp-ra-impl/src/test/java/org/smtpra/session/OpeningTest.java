package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.CANCELLED;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.CONNECT_FAILED;
import static org.smtpra.SmtpFailureReason.GREETING_REFUSED;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.SmtpSendStage.CONNECT;
import static org.smtpra.SmtpSendStage.EHLO;
import static org.smtpra.SmtpSendStage.GREETING;
import static org.smtpra.session.Failures.assertFailure;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.SessionRecord;
import org.smtpra.testkit.Stage;

/** From the connection to the answer to EHLO, in clear text. */
class OpeningTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sessionIsGreetedAndIntroduced() throws Exception {
    SmtpSession session = TestClient.plain().open(server);
    assertTrue(session.isUsable());
    assertEquals("localhost:" + server.port(), session.endpointKey());
    assertEquals("[127.0.0.1]", server.sessions().get(0).heloName());
    session.close();
    assertTrue(server.awaitClosed(1).get(0).commands().contains("QUIT"));
  }

  @Test
  void configuredNameIsTold() throws Exception {
    TestClient.plain().ehloName("relay.example.com").open(server).close();
    assertEquals("relay.example.com", server.awaitClosed(1).get(0).heloName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"554 5.3.2 no service here", "450 4.7.1 come again", "521 5.3.2 no"})
  void refusedGreetingMayBeRetriedElsewhere(String greeting) throws Exception {
    server.on(Stage.GREETING, new Fault.Reply(greeting));
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, GREETING_REFUSED, GREETING, failure);
    assertEquals(
        greeting.substring(0, 3),
        String.valueOf(failure.classification().reply().orElseThrow().code()));
    assertTrue(failure.getMessage().contains(greeting.substring(4)), failure.getMessage());
    boolean saysQuit = server.awaitClosed(1).get(0).commands().contains("QUIT");
    assertEquals(!greeting.startsWith("521"), saysQuit, "says QUIT to a server that waits for it");
  }

  @Test
  void nothingIsSaidToAServerThatGreetsWith421() throws Exception {
    server.on(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 too many connections"));
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, GREETING_REFUSED, GREETING, failure);
    assertTrue(server.awaitClosed(1).get(0).commands().isEmpty());
  }

  @Test
  void garbageIsNoGreeting() throws Exception {
    server.on(Stage.GREETING, new Fault.GarbageLine());
    server.on(Stage.GREETING, new Fault.Reply("HTTP/1.1 400 Bad Request"));
    server.on(Stage.GREETING, new Fault.Reply("354 go on"));
    for (int i = 0; i < 3; i++) {
      SmtpFailure failure = TestClient.plain().openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, GREETING, failure);
    }
  }

  @Test
  void silenceAndDrippingAreBoundedByTheGreetingTimeout() throws Exception {
    server.on(Stage.GREETING, new Fault.Stall());
    server.on(Stage.GREETING, new Fault.Drip(Duration.ofMillis(50)));
    for (int i = 0; i < 2; i++) {
      SmtpFailure failure =
          TestClient.plain().greetingTimeout(Duration.ofMillis(200)).openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, TIMEOUT, GREETING, failure);
    }
  }

  @Test
  void limitOfTheCallerEndsTheWaitEarlier() throws Exception {
    ShortTime.play(
        limit -> {
          server.on(Stage.GREETING, new Fault.Stall());
          TestClient client = TestClient.plain();
          SmtpFailure failure =
              assertThrows(SmtpFailure.class, () -> client.open(server.port(), client.in(limit)));
          assertFailure(RETRYABLE_BEFORE_SEND, TIMEOUT, GREETING, failure);
        });
  }

  @Test
  void connectionClosedInPlaceOfTheGreetingIsLost() throws Exception {
    server.on(Stage.GREETING, new Fault.CloseBefore());
    server.on(Stage.GREETING, new Fault.CutReply("220 half a gree"));
    for (int i = 0; i < 2; i++) {
      SmtpFailure failure = TestClient.plain().openFails(server);
      assertFailure(RETRYABLE_BEFORE_SEND, CONNECTION_LOST, GREETING, failure);
    }
  }

  @Test
  void octetsBehindTheGreetingPutTheSessionOutOfStep() throws Exception {
    server.on(Stage.GREETING, new Fault.ReplyThenExtra("220 hello", "250 me too\r\n"));
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, EHLO, failure);
    assertTrue(server.awaitClosed(1).get(0).commands().isEmpty());
  }

  @Test
  void serverThatDoesNotKnowEhloIsAddressedWithHelo() throws Exception {
    server.on(Stage.EHLO, new Fault.Reply("502 5.5.1 what?"));
    TestClient client = TestClient.plain();
    SmtpSession session = client.open(server);
    session.send(TestMessage.to("anna@example.org"), TestMessage.small(), client.soon());
    assertTrue(server.received().get(0).mailParameters().isEmpty(), "HELO offers no extension");
    assertEquals(1, server.commands("HELO"));
  }

  @Test
  void serverThatRefusesHeloTooIsNotUsed() throws Exception {
    server.on(Stage.EHLO, new Fault.Reply("550 5.7.1 go away"));
    server.on(Stage.HELO, new Fault.Reply("550 5.7.1 I said go away"));
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, GREETING_REFUSED, EHLO, failure);
    assertTrue(failure.getMessage().contains("I said go away"), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 4.3.2 later", "451 4.3.0 later", "521 5.3.2 never"})
  void otherRefusalsOfEhloAreNotAnsweredWithHelo(String reply) throws Exception {
    server.on(Stage.EHLO, new Fault.Reply(reply));
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, GREETING_REFUSED, EHLO, failure);
    assertEquals(0, server.commands("HELO"));
  }

  @Test
  void moreKeywordsThanAnyServerHasAreRefused() throws Exception {
    String[] lines =
        IntStream.rangeClosed(0, 65)
            .mapToObj(i -> (i < 65 ? "250-" : "250 ") + "X-WORD" + i)
            .toArray(String[]::new);
    server.on(Stage.EHLO, new Fault.Reply(lines));
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, EHLO, failure);
  }

  @Test
  void ehloThatIsNeverAnsweredTimesOut() throws Exception {
    server.on(Stage.EHLO, new Fault.Stall());
    SmtpFailure failure =
        TestClient.plain().replyTimeouts(Duration.ofMillis(200)).openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, TIMEOUT, EHLO, failure);
    SessionRecord closed = server.awaitClosed(1).get(0);
    assertFalse(closed.transcript().contains("C: QUIT"), "no QUIT after a time-out");
  }

  @Test
  void refusedConnectionNamesTheHost() throws Exception {
    server.refuseConnections();
    SmtpFailure failure = TestClient.plain().openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, CONNECT_FAILED, CONNECT, failure);
    assertTrue(failure.getMessage().contains("localhost:" + server.port()), failure.getMessage());
    assertEquals("localhost:" + server.port(), failure.endpointKey());
  }

  @Test
  void unknownHostIsAFailedConnection() throws Exception {
    SmtpFailure failure = TestClient.plain().host("smtp.invalid").openFails(server);
    assertFailure(RETRYABLE_BEFORE_SEND, CONNECT_FAILED, CONNECT, failure);
    assertTrue(failure.getMessage().contains("unknown host smtp.invalid"), failure.getMessage());
  }

  @Test
  void interruptedThreadOpensNothingAndStaysInterrupted() throws Exception {
    TestClient client = TestClient.plain();
    Thread.currentThread().interrupt();
    SmtpFailure failure = client.openFails(server);
    assertTrue(Thread.interrupted());
    assertEquals(CANCELLED, failure.classification().kind(), failure.getMessage());
    assertEquals(SmtpFailureReason.CANCELLED, failure.classification().reason());
  }
}
