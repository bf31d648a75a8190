package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureKind.UNKNOWN_AFTER_DATA;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.DEFERRED;
import static org.smtpra.SmtpSendStage.FINAL_REPLY;
import static org.smtpra.SmtpSendStage.RCPT_TO;
import static org.smtpra.session.Failures.assertFailure;
import static org.smtpra.session.Failures.sendFails;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** A server that takes fewer recipients in one transaction than the message has. */
class RecipientLimitTest {

  private static final String[] FIVE = {"a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org"};
  private static final String TOO_MANY = "452 4.5.3 too many recipients";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private TestClient client;
  private SmtpSession session;

  private void open(int most, String refusal) throws Exception {
    open(WireMode.ENVELOPE, most, refusal);
  }

  private void open(WireMode mode, int most, String refusal) throws Exception {
    server.close();
    server = mode.server().tooManyRecipients(most, refusal).start();
    client = mode.apply(TestClient.plain());
    session = client.open(server);
    opened.add(session::close);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    server.close();
  }

  private TransactionResult sendToFive() throws SmtpFailure {
    return session.send(TestMessage.toAccepted(FIVE), TestMessage.small(), client.soon());
  }

  private List<List<String>> transactions() {
    return server.received().stream().map(ReceivedMessage::recipients).toList();
  }

  @ParameterizedTest
  @EnumSource
  void sendToAcceptedTakesTheRestInTheNextTransactionsAtOnce(WireMode mode) throws Exception {
    open(mode, 2, TOO_MANY);
    TestMessage message = TestMessage.small();
    TransactionResult result =
        session.send(TestMessage.toAccepted(FIVE), message.streamed(), client.soon());
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c ACCEPTED 250, d ACCEPTED 250, e ACCEPTED 250",
        RecipientsTest.outcomes(result.recipients()));
    assertEquals(
        List.of(List.of("a@x.org", "b@x.org"), List.of("c@x.org", "d@x.org"), List.of("e@x.org")),
        transactions());
    for (ReceivedMessage one : server.received()) {
      assertArrayEquals(message.octets(), one.content());
    }
    // No more than the server takes are asked for again.
    assertEquals(5 + 2 + 1, server.commands("RCPT"));
    assertEquals(3, session.messages());
    assertEquals(1, server.sessionsAccepted());
    session.close();
    server.stop();
    assertEquals(List.of(), server.violations());
  }

  @ParameterizedTest
  @ValueSource(strings = {TOO_MANY, "452 too many", "552 5.5.3 too many", "552 many"})
  void limitIsToldInSeveralWays(String refusal) throws Exception {
    open(3, refusal);
    sendToFive();
    assertEquals(
        List.of(List.of("a@x.org", "b@x.org", "c@x.org"), List.of("d@x.org", "e@x.org")),
        transactions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"452 4.2.2 over quota", "452 4.3.1 disk full", "451 4.5.3 Dovecot", "450 no"})
  void otherRefusalsForNowAreNotTriedAgainAtOnce(String refusal) throws Exception {
    open(3, refusal);
    TransactionResult result = sendToFive();
    assertEquals(1, server.received().size());
    assertTrue(RecipientsTest.outcomes(result.recipients()).contains("d DEFERRED 45"));
  }

  /** OpenSMTPD says so, which does not offer PIPELINING. Dovecot does, and its 451 is not true. */
  @Test
  void limitToldBy451CountsWhereEachRecipientWaitedForItsReply() throws Exception {
    open(WireMode.LOCKSTEP, 3, "451 4.5.3 Too many recipients");
    sendToFive();
    assertEquals(
        List.of(List.of("a@x.org", "b@x.org", "c@x.org"), List.of("d@x.org", "e@x.org")),
        transactions());
  }

  @Test
  void refusalsOfOtherKindsKeepTheirPlaceInTheOrder() throws Exception {
    open(2, TOO_MANY);
    server.refuse("b@x.org", "550 5.1.1 no such user");
    server.refuse("d@x.org", "450 4.2.1 busy");
    TransactionResult result = sendToFive();
    assertEquals(
        "a ACCEPTED 250, b REFUSED 550, c ACCEPTED 250, d DEFERRED 450, e ACCEPTED 250",
        RecipientsTest.outcomes(result.recipients()));
    assertEquals(List.of(List.of("a@x.org", "c@x.org"), List.of("e@x.org")), transactions());
  }

  @Test
  void laterTransactionThatIsRefusedLeavesTheRestDeferredInASuccess() throws Exception {
    open(2, TOO_MANY);
    server.on(Stage.MAIL, 2, new Fault.Reply("451 4.3.0 enough for now"));
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c DEFERRED 452, d DEFERRED 452, e DEFERRED 452",
        RecipientsTest.outcomes(sendToFive().recipients()));
    assertTrue(session.isUsable());
  }

  @Test
  void contentRefusedInALaterTransactionIsRefusedForItsRecipientsOnly() throws Exception {
    open(2, TOO_MANY);
    server.on(Stage.FINAL_REPLY, 2, new Fault.Reply("554 5.7.1 not to them"));
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c REFUSED 554, d REFUSED 554, e DEFERRED 452",
        RecipientsTest.outcomes(sendToFive().recipients()));
  }

  @Test
  void recipientsRefusedInALaterTransactionDoNotEndTheOthersTurn() throws Exception {
    open(1, TOO_MANY);
    server.refuse("b@x.org", "550 5.1.1 no such user");
    server.on(Stage.RCPT, 6, new Fault.Reply("550 5.1.1 no such user either"));
    assertEquals(
        "a ACCEPTED 250, b REFUSED 550, c REFUSED 550, d ACCEPTED 250, e ACCEPTED 250",
        RecipientsTest.outcomes(sendToFive().recipients()));
  }

  @Test
  void serverThatTakesNobodyMoreIsNotAskedForEver() throws Exception {
    open(2, TOO_MANY);
    for (int i = 6; i < 20; i++) {
      server.on(Stage.RCPT, i, new Fault.Reply(TOO_MANY));
    }
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c DEFERRED 452, d DEFERRED 452, e DEFERRED 452",
        RecipientsTest.outcomes(sendToFive().recipients()));
    assertEquals(2, server.commands("MAIL"));
    assertTrue(session.isUsable());
  }

  @Test
  void connectionLostBeforeTheBoundaryOfALaterTransactionIsNoFailure() throws Exception {
    open(2, TOO_MANY);
    server.on(Stage.MAIL, 2, new Fault.CloseBefore());
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c DEFERRED 452, d DEFERRED 452, e DEFERRED 452",
        RecipientsTest.outcomes(sendToFive().recipients()));
    assertFalse(session.isUsable());
  }

  @Test
  void sessionThatEndsBehindTheFirstTransactionLeavesTheRestDeferred() throws Exception {
    open(2, TOO_MANY);
    server.on(Stage.FINAL_REPLY, 1, new Fault.Reply("221 2.0.0 taken, bye"));
    assertEquals(
        "a ACCEPTED 221, b ACCEPTED 221, c DEFERRED 452, d DEFERRED 452, e DEFERRED 452",
        RecipientsTest.outcomes(sendToFive().recipients()));
    assertEquals(1, server.commands("MAIL"));
  }

  @Test
  void doubtInALaterTransactionIsAFailureThatNamesWhoHasTheMessage() throws Exception {
    open(2, TOO_MANY);
    server.on(Stage.FINAL_REPLY, 2, new Fault.Accepting(new Fault.CloseBefore()));
    SmtpFailure failure = sendFails(client, session, TestMessage.toAccepted(FIVE));
    assertFailure(UNKNOWN_AFTER_DATA, CONNECTION_LOST, FINAL_REPLY, failure);
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c UNKNOWN 250, d UNKNOWN 250, e DEFERRED 452",
        RecipientsTest.outcomes(failure.recipients()));
  }

  @Test
  void sessionRetiresAfterEightRefusalsAlsoWhereTransactionsAreLeft() throws Exception {
    open(8, TOO_MANY);
    String[] many = IntStream.rangeClosed(1, 18).mapToObj(i -> i + "@x.org").toArray(String[]::new);
    for (int i = 19; i <= 26; i++) {
      server.on(Stage.RCPT, i, new Fault.Reply("550 5.1.1 no such user"));
    }
    TransactionResult result =
        session.send(TestMessage.toAccepted(many), TestMessage.small(), client.soon());
    String outcomes = RecipientsTest.outcomes(result.recipients());
    assertTrue(outcomes.endsWith("1 REFUSED 550, 1 DEFERRED 452, 1 DEFERRED 452"), outcomes);
    assertFalse(session.isUsable());
  }

  /** A data source that hands out the same stream again has nothing left the second time. */
  @ParameterizedTest
  @EnumSource(
      value = WireMode.class,
      names = {"ENVELOPE", "CHUNKS"})
  void contentThatCanBeReadOnlyOnceIsNotSentASecondTime(WireMode mode) throws Exception {
    open(mode, 2, TOO_MANY);
    MessageContent once = new Once(sink -> TestMessage.of("Subject: small\r\n\r\n").writeTo(sink));
    TransactionResult result = session.send(TestMessage.toAccepted(FIVE), once, client.soon());
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c NOT_ATTEMPTED 250, d NOT_ATTEMPTED 250, e DEFERRED 452",
        RecipientsTest.outcomes(result.recipients()));
    session.close();
    server.stop();
    assertEquals(1, server.received().size());
    assertEquals(1, server.held().size());
  }

  @Test
  void errorInALaterTransactionDoesNotHideWhoHasTheMessage() throws Exception {
    open(2, TOO_MANY);
    MessageContent dying =
        new Once(
            sink -> {
              throw new NoClassDefFoundError("com/example/ContentHandler");
            });
    TransactionResult result = session.send(TestMessage.toAccepted(FIVE), dying, client.soon());
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c DEFERRED 452, d DEFERRED 452, e DEFERRED 452",
        RecipientsTest.outcomes(result.recipients()));
    assertFalse(session.isUsable());
  }

  @Test
  void interruptInALaterTransactionLeavesTheRestAndStaysSet() throws Exception {
    open(2, TOO_MANY);
    MessageContent interrupting =
        new Once(
            sink -> {
              Thread.currentThread().interrupt();
              TestMessage.small().writeTo(sink);
            });
    TransactionResult result =
        session.send(TestMessage.toAccepted(FIVE), interrupting, client.soon());
    assertTrue(Thread.interrupted());
    assertEquals(
        "a ACCEPTED 250, b ACCEPTED 250, c NOT_ATTEMPTED 250, d NOT_ATTEMPTED 250, e DEFERRED 452",
        RecipientsTest.outcomes(result.recipients()));
  }

  /** Content whose source has been used up when it is asked for a second time. */
  private static final class Once implements MessageContent {

    private interface Again {
      void writeTo(OutputStream sink) throws IOException;
    }

    private final Again again;
    private boolean read;

    Once(Again again) {
      this.again = again;
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public EightBit eightBit() {
      return EightBit.UNKNOWN;
    }

    @Override
    public boolean utf8Headers() {
      return false;
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
      if (read) {
        again.writeTo(sink);
      } else {
        TestMessage.small().writeTo(sink);
      }
      read = true;
    }
  }

  @Test
  void allOrNothingFailsNamingHowManyTheServerTakes() throws Exception {
    open(2, TOO_MANY);
    SmtpFailure failure = sendFails(client, session, TestMessage.to(FIVE));
    assertFailure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, RCPT_TO, failure);
    assertTrue(
        failure.getMessage().endsWith("; it takes 2 recipients in one message"),
        failure.getMessage());
    assertEquals(0, server.received().size());
    assertTrue(session.isUsable());
  }
}
