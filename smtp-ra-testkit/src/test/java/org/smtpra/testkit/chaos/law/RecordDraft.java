package org.smtpra.testkit.chaos.law;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendStage;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.chaos.front.FrontConnection;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.host.NemesisStep;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.host.SessionTrace;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.ChaosUser;
import org.smtpra.testkit.chaos.order.MailOrder;

/** A record in the making: honest to begin with, and then made to lie in one place. */
final class RecordDraft {

  static final String HOST = "localhost:2525";
  static final int SENT = 1;
  static final int UNKNOWN = 2;
  static final int REFUSED = 3;
  static final int NOT_SENT = 4;

  final List<MailOrder> orders = new ArrayList<>();
  final List<CallOutcome> outcomes = new ArrayList<>();
  final List<ReceivedMessage> received = new ArrayList<>();
  final List<ReceivedMessage> held = new ArrayList<>();
  final List<ReceivedMessage> handedOn = new ArrayList<>();
  final List<SessionTrace> sessions = new ArrayList<>();
  final List<String> breaches = new ArrayList<>();
  final List<Integer> openings = new ArrayList<>(List.of(1, 2));
  final List<FrontConnection> connections = new ArrayList<>();
  final List<PlayedStep> steps = new ArrayList<>();
  final List<HostTruth> otherHosts = new ArrayList<>();
  final List<String> left = new ArrayList<>();
  final List<FigureSample> samples = new ArrayList<>(List.of(sample(Map.of())));
  int mostInFlight = 1;
  long countedAsSent = 1;
  final Map<SmtpFailureKind, Long> countedAsFailed = new EnumMap<>(SmtpFailureKind.class);

  /** One message of each kind, and what an honest adapter and an honest server say of them. */
  static RecordDraft honest() {
    RecordDraft draft = new RecordDraft();
    draft.add(order(SENT), Disposition.ACCEPTED, Optional.empty());
    draft.add(order(UNKNOWN), Disposition.UNKNOWN, failure(SmtpFailureKind.UNKNOWN_AFTER_DATA));
    draft.add(order(REFUSED), Disposition.REFUSED, failure(SmtpFailureKind.PERMANENT_FAILURE));
    draft.add(
        order(NOT_SENT), Disposition.NOT_ATTEMPTED, failure(SmtpFailureKind.RETRYABLE_BEFORE_SEND));
    draft.arrive(order(SENT));
    draft.arrive(order(UNKNOWN));
    draft.sessions.add(session(1, conversation(SENT), conversation(UNKNOWN)));
    return draft;
  }

  /** Figures of a moment after three of four messages, with some of them different. */
  static FigureSample sample(Map<String, Long> different) {
    Map<String, Long> figures =
        new HashMap<>(
            Map.of(
                "smtpra.sends", 3L,
                "smtpra.send.success", 1L,
                "smtpra.send.failed", 2L,
                "smtpra.send.definitely_not_accepted", 1L,
                "smtpra.send.ambiguous", 1L,
                "smtpra.leases", 1L,
                "smtpra.sessions.active", 1L,
                "smtpra.sessions.idle", 1L,
                "smtpra.host.available", 1L));
    different.forEach((name, value) -> figures.put("smtpra." + name, value));
    return new FigureSample(figures, 3, 3, 4);
  }

  static MailOrder order(int number) {
    return new MailOrder(
        "draft",
        number,
        List.of("anna@example.test", "bert@example.test"),
        SmtpRecipientPolicy.ALL_OR_NOTHING,
        new MailOrder.ContentPlan(number, 500),
        new MailOrder.Manner(
            false, false, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO));
  }

  /** The same, sent by Mallory, who has a wrong password. */
  static MailOrder orderOfMallory(int number) {
    MailOrder order = order(number);
    return new MailOrder(
        order.run(),
        number,
        order.recipients(),
        order.policy(),
        order.content(),
        new MailOrder.Manner(
            true,
            false,
            Optional.of(ChaosUser.MALLORY),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO));
  }

  static Optional<CallOutcome.Failure> failure(SmtpFailureKind kind) {
    return failure(kind, SmtpFailureReason.CONNECTION_LOST);
  }

  static Optional<CallOutcome.Failure> failure(SmtpFailureKind kind, SmtpFailureReason reason) {
    return Optional.of(
        new CallOutcome.Failure(
            kind, reason, SmtpSendStage.AUTHENTICATE, false, "a failure", List.of()));
  }

  void add(MailOrder order, Disposition disposition, Optional<CallOutcome.Failure> failure) {
    orders.add(order);
    outcomes.add(outcome(order, disposition, failure, Duration.ofMillis(10)));
    failure.ifPresent(what -> countedAsFailed.merge(what.kind(), 1L, Long::sum));
  }

  /** A mischief of the first host, from the beginning of time. */
  void play(String mischief, Duration length) {
    steps.add(
        new PlayedStep(
            new NemesisStep(HOST, mischief, Duration.ZERO, length, 1), 0, length.toNanos()));
  }

  static CallOutcome outcome(
      MailOrder order,
      Disposition disposition,
      Optional<CallOutcome.Failure> failure,
      Duration took) {
    List<RecipientOutcome> recipients =
        order.recipients().stream()
            .map(address -> new RecipientOutcome(address, disposition, Optional.empty()))
            .toList();
    return new CallOutcome(
        order.number(),
        failure,
        true,
        HOST,
        recipients,
        new CallOutcome.CallTime(0, 0, took.toNanos()));
  }

  /** The server takes a message. */
  void arrive(MailOrder order) {
    arrive(order, order.recipients(), order.octets().canonical());
  }

  void arrive(MailOrder order, List<String> recipients, byte[] content) {
    ReceivedMessage mail =
        new ReceivedMessage(
            1, order.sender(), recipients, List.of(), content, "clerk@example.test", true, "me");
    received.add(mail);
    held.add(mail);
  }

  @SafeVarargs
  static SessionTrace session(int number, List<String>... conversations) {
    List<String> lines = new ArrayList<>();
    for (List<String> conversation : conversations) {
      lines.addAll(conversation);
    }
    return new SessionTrace(HOST, number, lines);
  }

  /** What a session says of a message that is taken. */
  static List<String> conversation(int number) {
    return List.of(
        "C: MAIL FROM:<" + order(number).sender() + ">",
        "S: 250 2.1.0 Sender OK",
        "C: RCPT TO:<anna@example.test>",
        "S: 250 2.1.5 Recipient OK",
        "C: RCPT TO:<bert@example.test>",
        "S: 250 2.1.5 Recipient OK",
        "C: DATA",
        "S: 354 End with CRLF.CRLF",
        "C: (500 octets of content)",
        "S: 250 2.0.0 Queued");
  }

  RunRecord record() {
    HostTruth host = new HostTruth(HOST, 0, received, held, handedOn, sessions, breaches);
    PoolFacts facts =
        new PoolFacts(
            2,
            mostInFlight,
            0,
            new Cooldowns(Duration.ofMillis(200), Duration.ofSeconds(1), 0.2),
            openings,
            connections,
            Optional.of(new PoolFacts.Counters(countedAsSent, countedAsFailed)),
            samples,
            left,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));
    List<HostTruth> hosts = new ArrayList<>(otherHosts);
    hosts.add(host);
    return new RunRecord(orders, outcomes, hosts, steps, facts);
  }

  /** The laws that find something wrong, by name. */
  List<String> broken() {
    return Law.allViolations(record()).stream().map(Violation::law).distinct().sorted().toList();
  }
}
