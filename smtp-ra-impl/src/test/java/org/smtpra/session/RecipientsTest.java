package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureReason.DEFERRED;
import static org.smtpra.SmtpFailureReason.MESSAGE_REFUSED;
import static org.smtpra.SmtpFailureReason.RECIPIENTS_REFUSED;
import static org.smtpra.SmtpSendStage.DATA;
import static org.smtpra.SmtpSendStage.FINAL_REPLY;
import static org.smtpra.SmtpSendStage.RCPT_TO;
import static org.smtpra.session.Failures.assertFailure;
import static org.smtpra.session.Failures.sendFails;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.RecipientOutcome;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Several recipients of which some are refused. */
class RecipientsTest {

  private static final String[] FOUR = {"a@x.org", "b@x.org", "c@x.org", "d@x.org"};

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private TestClient client;
  private SmtpSession session;

  @BeforeEach
  void open() throws Exception {
    client = TestClient.plain();
    session = client.open(server);
  }

  @AfterEach
  void stop() {
    session.close();
    server.close();
  }

  /** One word a recipient, with the code that its outcome names. */
  static String outcomes(List<RecipientOutcome> outcomes) {
    return outcomes.stream()
        .map(
            o ->
                o.address().charAt(0)
                    + " "
                    + o.disposition()
                    + o.reply().map(r -> " " + r.code()).orElse(""))
        .collect(Collectors.joining(", "));
  }

  @Test
  void allOrNothingSendsNothingWhereOneIsRefused() throws Exception {
    server.refuse("b@x.org", "450 4.2.1 busy");
    server.refuse("c@x.org", "550 5.1.1 no such user");
    SmtpFailure failure = sendFails(client, session, TestMessage.to(FOUR));
    assertFailure(PERMANENT_FAILURE, RECIPIENTS_REFUSED, RCPT_TO, failure);
    assertEquals(550, failure.classification().reply().orElseThrow().code());
    assertEquals(
        "a NOT_ATTEMPTED 250, b DEFERRED 450, c REFUSED 550, d NOT_ATTEMPTED 250",
        outcomes(failure.recipients()));
    assertEquals(0, server.commands("DATA"));
    assertNextIsSent();
    assertEquals(1, server.commands("RSET"));
  }

  private void assertNextIsSent() throws SmtpFailure {
    assertTrue(session.isUsable());
    int before = server.received().size();
    session.send(TestMessage.to("next@x.org"), TestMessage.small(), client.soon());
    assertEquals(List.of("next@x.org"), server.received().get(before).recipients());
    assertEquals(1, server.sessionsAccepted());
  }

  @Test
  void allOrNothingIsRetriedWhereNoneIsRefusedForGood() {
    server.refuse("d@x.org", "450 4.2.1 busy");
    SmtpFailure failure = sendFails(client, session, TestMessage.to(FOUR));
    assertFailure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, RCPT_TO, failure);
    assertTrue(outcomes(failure.recipients()).endsWith("d DEFERRED 450"));
  }

  @Test
  void sendToAcceptedServesThoseAndTellsOfTheOthers() throws Exception {
    server.refuse("a@x.org", "550 5.1.1 no such user");
    server.refuse("c@x.org", "450 4.2.1 busy");
    TransactionResult result =
        session.send(TestMessage.toAccepted(FOUR), TestMessage.small(), client.soon());
    assertEquals(
        "a REFUSED 550, b ACCEPTED 250, c DEFERRED 450, d ACCEPTED 250",
        outcomes(result.recipients()));
    assertEquals(List.of("b@x.org", "d@x.org"), server.received().get(0).recipients());
    assertNextIsSent();
  }

  @Test
  void sendToAcceptedWithAllRefusedIsRetriedForTheDeferredOnes() throws Exception {
    server.refuse("a@x.org", "550 5.1.1 no such user");
    server.refuse("b@x.org", "450 4.2.1 busy");
    SmtpFailure failure = sendFails(client, session, TestMessage.toAccepted("a@x.org", "b@x.org"));
    assertFailure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, RCPT_TO, failure);
    assertEquals("a REFUSED 550, b DEFERRED 450", outcomes(failure.recipients()));
    SmtpFailure forGood = sendFails(client, session, TestMessage.toAccepted("a@x.org"));
    assertFailure(PERMANENT_FAILURE, RECIPIENTS_REFUSED, RCPT_TO, forGood);
    assertEquals(0, server.commands("DATA"));
    assertNextIsSent();
  }

  @Test
  void tooManyRecipientsIsSaidWith552ToMeanNow() throws Exception {
    server.refuse("b@x.org", "552 5.5.3 too many recipients");
    server.refuse("c@x.org", "552 too many recipients");
    server.refuse("d@x.org", "552 5.2.2 mailbox full");
    TransactionResult result =
        session.send(TestMessage.toAccepted(FOUR), TestMessage.small(), client.soon());
    assertEquals(
        "a ACCEPTED 250, b DEFERRED 552, c DEFERRED 552, d REFUSED 552",
        outcomes(result.recipients()));
    SmtpFailure failure = sendFails(client, session, TestMessage.to("a@x.org", "b@x.org"));
    assertFailure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, RCPT_TO, failure);
    assertEquals(552, failure.classification().reply().orElseThrow().code());
  }

  @Test
  void unansweredRecipientsShareTheFateOfTheOneThatGot421() {
    server.refuse("c@x.org", new Fault.ReplyThenClose("421 4.3.2 shutting down"));
    SmtpFailure failure = sendFails(client, session, TestMessage.toAccepted(FOUR));
    assertFailure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, RCPT_TO, failure);
    assertEquals(
        "a NOT_ATTEMPTED 250, b NOT_ATTEMPTED 250, c DEFERRED 421, d DEFERRED",
        outcomes(failure.recipients()));
    assertFalse(session.isUsable());
  }

  @Test
  void recipientThatGot521IsRefusedAndTheRestNotTried() {
    server.refuse("b@x.org", "521 5.3.2 no mail here");
    SmtpFailure failure =
        sendFails(client, session, TestMessage.to("a@x.org", "b@x.org", "c@x.org"));
    assertFailure(PERMANENT_FAILURE, RECIPIENTS_REFUSED, RCPT_TO, failure);
    assertEquals(
        "a NOT_ATTEMPTED 250, b REFUSED 521, c NOT_ATTEMPTED", outcomes(failure.recipients()));
    assertFalse(session.isUsable());
  }

  @Test
  void refusedDataDecidesForTheAcceptedRecipientsOnly() throws Exception {
    server.refuse("a@x.org", "450 4.2.1 busy");
    server.on(Stage.DATA, new Fault.Reply("554 5.7.1 not from you"));
    SmtpFailure failure = sendFails(client, session, TestMessage.toAccepted("a@x.org", "b@x.org"));
    assertFailure(PERMANENT_FAILURE, MESSAGE_REFUSED, DATA, failure);
    assertEquals("a DEFERRED 450, b REFUSED 554", outcomes(failure.recipients()));
    server.on(Stage.DATA, new Fault.Reply("451 4.3.0 later"));
    SmtpFailure later = sendFails(client, session, TestMessage.toAccepted("a@x.org", "b@x.org"));
    assertEquals("a DEFERRED 450, b DEFERRED 451", outcomes(later.recipients()));
    assertNextIsSent();
  }

  @Test
  void nonsenseInPlaceOf354SaysNothingAboutTheRecipients() {
    server.on(Stage.DATA, new Fault.Reply("250 2.0.0 done"));
    SmtpFailure failure = sendFails(client, session, TestMessage.to("a@x.org"));
    assertEquals("a NOT_ATTEMPTED 250", outcomes(failure.recipients()));
  }

  @Test
  void verdictDecidesForTheAcceptedRecipientsOnly() throws Exception {
    server.refuse("a@x.org", "550 5.1.1 no such user");
    server.on(Stage.FINAL_REPLY, new Fault.Reply("451 4.3.0 later"));
    SmtpFailure failure = sendFails(client, session, TestMessage.toAccepted("a@x.org", "b@x.org"));
    assertFailure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, FINAL_REPLY, failure);
    assertEquals("a REFUSED 550, b DEFERRED 451", outcomes(failure.recipients()));
    server.on(Stage.FINAL_REPLY, new Fault.Reply("421 4.3.2 bye"));
    SmtpFailure unknown = sendFails(client, session, TestMessage.toAccepted("a@x.org", "b@x.org"));
    assertEquals("a REFUSED 550, b UNKNOWN 421", outcomes(unknown.recipients()));
  }

  @Test
  void refusedSenderLeavesAllRecipientsUntried() {
    server.on(Stage.MAIL, new Fault.Reply("550 5.7.1 not you"));
    SmtpFailure failure = sendFails(client, session, TestMessage.to("a@x.org", "b@x.org"));
    assertEquals("a NOT_ATTEMPTED, b NOT_ATTEMPTED", outcomes(failure.recipients()));
    assertEquals(0, server.commands("RSET"), "no transaction is open");
  }

  @Test
  void sessionThatCannotBeResetIsNotUsedAgain() {
    server.refuse("a@x.org", "550 5.1.1 no such user");
    server.on(Stage.RSET, new Fault.Reply("451 4.3.0 cannot"));
    SmtpFailure failure = sendFails(client, session, TestMessage.to("a@x.org"));
    assertFailure(PERMANENT_FAILURE, RECIPIENTS_REFUSED, RCPT_TO, failure);
    assertFalse(session.isUsable());
  }
}
