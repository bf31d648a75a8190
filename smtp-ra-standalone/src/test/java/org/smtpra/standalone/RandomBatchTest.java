package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Failed;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.ClientRule;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;

/**
 * Batches over several leases to a server that misbehaves at random: whatever it does, each outcome
 * is true, and nothing is delivered twice.
 */
class RandomBatchTest {

  private static final int MESSAGES = 60;
  private static final int ONE_IN = 9;

  private static final Fault LATER = new Fault.Reply("451 4.7.1 later");
  private static final Fault NO = new Fault.Reply("550 5.7.1 no");
  private static final Fault BYE = new Fault.ReplyThenClose("421 4.3.2 bye");
  private static final Fault CLOSE = new Fault.CloseBefore();
  private static final Fault RESET = new Fault.Reset();

  private static final List<Fault> BEFORE = List.of(LATER, NO, BYE, CLOSE, RESET);

  private static final Map<Stage, List<Fault>> FAULTS =
      Map.of(
          Stage.MAIL, BEFORE,
          Stage.RCPT, BEFORE,
          Stage.DATA, BEFORE,
          Stage.CONTENT, List.of(new Fault.AfterOctets(20, CLOSE), new Fault.AfterOctets(9, RESET)),
          Stage.FINAL_REPLY,
              List.of(
                  LATER,
                  NO,
                  BYE,
                  CLOSE,
                  new Fault.Accepting(CLOSE),
                  new Fault.Accepting(RESET),
                  new Fault.Accepting(BYE),
                  new Fault.ReplyThenClose("250 2.0.0 OK")));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyOutcomeIsTrueAndNothingArrivesTwice(long seed) throws Exception {
    play(seed, "ENVELOPE", 1, ScriptedSmtpServer.builder());
  }

  /** What is in flight behind a farewell cannot be called back. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyOutcomeIsTrueAndNothingArrivesTwiceWithManyInFlight(long seed) throws Exception {
    ScriptedSmtpServerBuilder builder =
        ScriptedSmtpServer.builder()
            .offer("CHUNKING")
            .tolerate(ClientRule.RCPT_BEFORE_BDAT, ClientRule.NOTHING_AFTER_421);
    play(seed, "FULL", 8, builder);
  }

  private static void play(
      long seed, String pipelining, long inFlight, ScriptedSmtpServerBuilder builder)
      throws Exception {
    AtomicInteger endings = new AtomicInteger();
    try (ScriptedSmtpServer server = builder.start();
        SmtpPool pool = pool(server, pipelining)) {
      Random random = new Random(seed);
      server.consult(stage -> due(stage, random, endings));
      List<MimeMessage> messages = messages(pool);
      int leases = 1 + random.nextInt(4);
      List<SmtpSendOutcome> outcomes =
          pool.factory().sendAll(messages, SmtpBatchOptions.builder().leases(leases).build());
      pool.close();
      server.stop();
      assertEquals(MESSAGES, outcomes.size());
      for (int i = 0; i < MESSAGES; i++) {
        assertEquals(messages.get(i), outcomes.get(i).message());
        assertTrue(isTrue(i, outcomes.get(i), server), "seed " + seed + ", " + outcomes.get(i));
      }
      long unknown = outcomes.stream().filter(RandomBatchTest::isUnknown).count();
      assertTrue(
          unknown <= inFlight * endings.get(), unknown + " in doubt, " + endings + " endings");
      assertTrue(outcomes.stream().anyMatch(Sent.class::isInstance));
      assertEquals(List.of(), server.violations());
    }
  }

  private static SmtpPool pool(ScriptedSmtpServer server, String pipelining) {
    return SmtpPool.open(
        PoolProperties.clearText(
            server.port(),
            "pipelining",
            pipelining,
            "maxRetryAttempts",
            "2",
            "retryBaseDelay",
            "5ms",
            "maxPoolSize",
            "4"));
  }

  private static Optional<Fault> due(Stage stage, Random random, AtomicInteger endings) {
    List<Fault> faults = FAULTS.getOrDefault(stage, List.of());
    if (faults.isEmpty() || random.nextInt(ONE_IN) > 0) {
      return Optional.empty();
    }
    Fault fault = faults.get(random.nextInt(faults.size()));
    if (fault != LATER && fault != NO) {
      endings.incrementAndGet();
    }
    return Optional.of(fault);
  }

  private static List<MimeMessage> messages(SmtpPool pool) throws MessagingException {
    List<MimeMessage> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      MimeMessage message = pool.factory().createMessage();
      message.setFrom("shop@example.com");
      message.setRecipients(MimeMessage.RecipientType.TO, recipient(i));
      message.setSubject("number " + i);
      message.setText("Hello.\r\n.\r\n..dots\r\n".repeat(1 + i));
      messages.add(message);
    }
    return messages;
  }

  private static String recipient(int number) {
    return "r" + number + "@example.org";
  }

  private static boolean isUnknown(SmtpSendOutcome outcome) {
    return outcome instanceof Failed failed
        && failed.failure().classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
  }

  private static boolean isTrue(int number, SmtpSendOutcome outcome, ScriptedSmtpServer server) {
    List<ReceivedMessage> taken =
        server.received().stream()
            .filter(one -> one.recipients().contains(recipient(number)))
            .toList();
    boolean whole =
        taken.stream()
            .allMatch(
                one ->
                    one.recipients().size() == 1
                        && one.header("Subject").equals("number " + number)
                        && one.contentAsText().endsWith("..dots\r\n"));
    if (outcome instanceof Sent) {
      return whole && taken.size() == 1;
    }
    return whole && taken.size() <= (isUnknown(outcome) ? 1 : 0);
  }
}
