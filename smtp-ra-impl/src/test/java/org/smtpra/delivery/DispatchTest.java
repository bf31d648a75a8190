package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.delivery.DeliveryBench.message;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** When a message is sent again by us, to whom, and what the caller is told in the end. */
class DispatchTest {

  private static final String ANNA = "anna@example.org";
  private static final String BERT = "bert@example.org";
  private static final SmtpSendOptions DEFAULTS = SmtpSendOptions.defaults();

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();

  @AfterEach
  void stop() {
    Thread.interrupted();
    server.close();
  }

  private DeliveryBench bench(String... more) throws Exception {
    String[] properties = {"retryBaseDelay", "1ms", "reconnectCooldown", "0"};
    String[] all = new String[properties.length + more.length];
    System.arraycopy(properties, 0, all, 0, properties.length);
    System.arraycopy(more, 0, all, properties.length, more.length);
    return DeliveryBench.to(server.endpointKey(), all);
  }

  private SmtpSendFailedException failure(
      DeliveryBench bench, MimeMessage message, SmtpSendOptions options) {
    return assertThrows(
        SmtpSendFailedException.class, () -> bench.dispatch(bench.slot(), message, options));
  }

  private static SmtpSendOptions both(SmtpRecipientPolicy policy) {
    return SmtpSendOptions.builder()
        .envelopeRecipients(List.of(ANNA, BERT))
        .recipientPolicy(policy)
        .build();
  }

  @Test
  void temporaryRefusalIsTriedOnceMoreWithTheSameOctets() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.FINAL_REPLY, new Fault.Reply("451 4.3.0 later"));
    SmtpSendResult result = bench.dispatch(bench.slot(), message("x"), DEFAULTS);
    assertEquals(2, result.attempts());
    assertEquals(List.of("DEFERRED"), bench.retried);
    assertEquals(List.of("sent in 2"), bench.verdicts);
    List<ReceivedMessage> held = server.held();
    assertEquals(2, held.size());
    assertArrayEquals(held.get(0).content(), held.get(1).content());
  }

  @Test
  void budgetOfTheSendGoesBeforeTheConfiguredOne() throws Exception {
    DeliveryBench bench = bench("maxRetryAttempts", "0");
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    server.on(Stage.MAIL, 2, new Fault.Reply("451 4.3.0 later"));
    SmtpSendOptions twice = SmtpSendOptions.builder().maxRetryAttempts(2).build();
    assertEquals(3, bench.dispatch(bench.slot(), message("x"), twice).attempts());
  }

  @Test
  void exhaustedBudgetTellsTheLastFailureAndCarriesTheFirst() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 the first"));
    server.on(Stage.MAIL, 2, new Fault.Reply("450 4.2.1 the second"));
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(2, failure.attempts());
    assertTrue(failure.getMessage().contains("the second"), failure::getMessage);
    SmtpSendFailedException first =
        assertInstanceOf(SmtpSendFailedException.class, failure.getSuppressed()[0]);
    assertTrue(first.getMessage().contains("the first"), first::getMessage);
    assertEquals(List.of("RETRYABLE_TEMPORARY_FAILURE"), bench.verdicts);
  }

  @Test
  void permanentRefusalIsNotTriedAgain() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.MAIL, new Fault.Reply("550 5.7.1 no"));
    assertEquals(1, failure(bench, message("x"), DEFAULTS).attempts());
    assertEquals(List.of(), bench.retried);
  }

  @Test
  void unknownOutcomeIsNeverTriedAgain() throws Exception {
    DeliveryBench bench = bench("maxRetryAttempts", "5");
    server.on(Stage.FINAL_REPLY, new Fault.Accepting(new Fault.Reset()));
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind());
    assertEquals(1, server.received().size());
    assertEquals(List.of(), bench.retried);
  }

  @Test
  void unknownOutcomeOfTheSecondAttemptEndsItToo() throws Exception {
    DeliveryBench bench = bench("maxRetryAttempts", "5");
    server.on(Stage.FINAL_REPLY, new Fault.Reply("451 4.3.0 later"));
    server.on(Stage.FINAL_REPLY, 2, new Fault.Accepting(new Fault.Reset()));
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind());
    assertEquals(List.of(), failure.recipientsToSendAgain());
    assertEquals(1, server.received().size());
  }

  @Test
  void acceptedRecipientsAreNotSentToAgainWithTheDeferredOnes() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.RCPT, 2, new Fault.Reply("450 4.2.1 greylisted"));
    SmtpSendResult result =
        bench.dispatch(bench.slot(), message("x"), both(SmtpRecipientPolicy.SEND_TO_ACCEPTED));
    assertEquals(List.of("deferred recipients"), bench.retried);
    assertEquals(
        List.of(List.of(ANNA), List.of(BERT)),
        server.received().stream().map(ReceivedMessage::recipients).toList());
    assertEquals(
        List.of(Disposition.ACCEPTED, Disposition.ACCEPTED),
        result.recipients().stream().map(outcome -> outcome.disposition()).toList());
    assertEquals(List.of("sent in 2"), bench.verdicts);
  }

  @Test
  void recipientsWhomTheServerMayHavePassedOnAreNotSentToAgain() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.RCPT, 2, new Fault.Reply("451 4.5.3 Too many recipients"));
    SmtpSendResult result =
        bench.dispatch(bench.slot(), message("x"), both(SmtpRecipientPolicy.SEND_TO_ACCEPTED));
    assertEquals(Disposition.DEFERRED, result.recipients().get(1).disposition());
    assertEquals(List.of(), bench.retried);
    assertEquals(1, server.received().size());
  }

  @Test
  void recipientsThatStayDeferredDoNotUndoTheSuccess() throws Exception {
    DeliveryBench bench = bench();
    server.refuse(BERT, "450 4.2.1 greylisted");
    SmtpSendResult result =
        bench.dispatch(bench.slot(), message("x"), both(SmtpRecipientPolicy.SEND_TO_ACCEPTED));
    assertEquals(
        List.of(Disposition.ACCEPTED, Disposition.DEFERRED),
        result.recipients().stream().map(outcome -> outcome.disposition()).toList());
    assertEquals(1, server.received().size());
  }

  @Test
  void unknownOutcomeForTheDeferredOnesIsToldWithWhoHasTheMessage() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.RCPT, 2, new Fault.Reply("450 4.2.1 greylisted"));
    server.on(Stage.FINAL_REPLY, 2, new Fault.Accepting(new Fault.Reset()));
    SmtpSendFailedException failure =
        failure(bench, message("x"), both(SmtpRecipientPolicy.SEND_TO_ACCEPTED));
    assertEquals(SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind());
    assertEquals(
        List.of(Disposition.ACCEPTED, Disposition.UNKNOWN),
        failure.recipients().stream().map(outcome -> outcome.disposition()).toList());
    assertEquals(List.of(), failure.recipientsToSendAgain());
  }

  @Test
  void allOrNothingIsNotSentAgainToSomeBecauseTheConnectionWasLostBehindARefusal()
      throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.RCPT, new Fault.Reply("550 5.1.1 no such mailbox"));
    server.on(Stage.RCPT, 2, new Fault.CloseBefore());
    SmtpSendResult result =
        bench.dispatch(bench.slot(), message("x"), both(SmtpRecipientPolicy.ALL_OR_NOTHING));
    assertEquals(2, result.attempts());
    assertEquals(
        List.of(List.of(ANNA, BERT)),
        server.received().stream().map(ReceivedMessage::recipients).toList());
  }

  @Test
  void waitBeyondTheDeadlineIsNotBegun() throws Exception {
    DeliveryBench bench = bench("retryBaseDelay", "10s");
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    SmtpSendOptions hurried = SmtpSendOptions.builder().deadline(Duration.ofSeconds(5)).build();
    assertEquals(1, failure(bench, message("x"), hurried).attempts());
  }

  @Test
  void serverThatWantsALongWaitIsNotWaitedFor() throws Exception {
    DeliveryBench bench = bench();
    server.on(Stage.RCPT, new Fault.Reply("451 4.7.1 Greylisted, try again in 5 minutes"));
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(Optional.of(Duration.ofMinutes(5)), failure.classification().retryAfter());
    assertEquals(List.of(), bench.retried);
  }

  @Test
  void hostsThatAreAllLeftAloneForLongAreNotWaitedFor() throws Exception {
    DeliveryBench bench = bench("reconnectCooldown", "30s");
    server.close();
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(SmtpFailureReason.CONNECT_FAILED, failure.classification().reason());
    assertEquals(Optional.of(Duration.ofSeconds(24)), failure.classification().retryAfter());
    assertEquals(List.of(), bench.retried);
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    DeliveryBench bench = bench("retryBaseDelay", "40s");
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    Thread.currentThread().interrupt();
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertTrue(Thread.interrupted());
  }

  @Test
  void stopOfTheAdapterEndsTheWait() throws Exception {
    DeliveryBench bench = bench("retryBaseDelay", "20s");
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    bench.signal.close();
    SmtpSendFailedException failure = failure(bench, message("x"), DEFAULTS);
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertTrue(failure.classification().safeToSendAgain());
  }

  @Test
  void interruptBeforeTheDeferredOnesDoesNotUndoTheSuccess() throws Exception {
    DeliveryBench bench = bench("retryBaseDelay", "40s");
    server.refuse(BERT, "450 4.2.1 greylisted");
    bench.whenRetried = () -> Thread.currentThread().interrupt();
    SmtpSendOptions soon =
        SmtpSendOptions.builder()
            .envelopeRecipients(List.of(ANNA, BERT))
            .recipientPolicy(SmtpRecipientPolicy.SEND_TO_ACCEPTED)
            .build();
    SmtpSendResult result = bench.dispatch(bench.slot(), message("x"), soon);
    assertTrue(Thread.interrupted());
    assertEquals(Disposition.ACCEPTED, result.recipients().get(0).disposition());
    assertEquals(Disposition.DEFERRED, result.recipients().get(1).disposition());
    assertEquals(List.of("sent in 1"), bench.verdicts);
  }

  @Test
  void largeMessageWhoseSourceCanBeReadOnlyOnceIsNotSentAsWhatIsLeftOfIt() throws Exception {
    DeliveryBench bench = bench();
    MimeMessage once = GeneratedContent.once(1_000_000);
    SmtpSendFailedException failure = failure(bench, once, DEFAULTS);
    assertEquals(SmtpFailureReason.MESSAGE_INVALID, failure.classification().reason());
    assertEquals(List.of(), server.held());
    assertTrue(failure.getMessage().contains("read only once"), failure::getMessage);
  }
}
