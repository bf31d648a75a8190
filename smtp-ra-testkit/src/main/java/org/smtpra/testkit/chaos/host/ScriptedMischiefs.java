package org.smtpra.testkit.chaos.host;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.FaultSource;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.StaleReply;

/** What mail servers do that are well connected. */
final class ScriptedMischiefs {

  static final String THROTTLES = "throttles connections";

  private static final int MOST_CONNECTIONS = 3;
  private static final int MOST_OCTETS = 3_000;
  private static final FaultSource NOTHING = stage -> Optional.empty();

  /** The caller is told the truth as far as anybody but the server can know it. */
  private static final Fault LIE = new Fault.Dropping(new Fault.Reply("250 2.0.0 So I say"));

  private static final Fault HALF = new Fault.CutReply("250-2.0.0 Queued\r\n250");
  private static final Fault QUEUED_THEN_RESET =
      new Fault.Then(new Fault.Reply("250 2.0.0 Queued"), new Fault.Reset());
  private static final List<Stage> TALKATIVE =
      List.of(Stage.MAIL, Stage.RCPT, Stage.FINAL_REPLY, Stage.RSET, Stage.NOOP);

  private final ScriptedSmtpServer server;

  private ScriptedMischiefs(ScriptedSmtpServer server) {
    this.server = server;
  }

  static Map<String, Mischief.Maker> deck(ScriptedSmtpServer server) {
    ScriptedMischiefs all = new ScriptedMischiefs(server);
    Map<String, Mischief.Maker> deck = new LinkedHashMap<>();
    deck.put("greylists", all.at(Stage.RCPT, new Fault.Reply("451 4.7.1 Greylisted")));
    deck.put(THROTTLES, all::throttles);
    deck.put("cuts off in the content", all.at(Stage.CONTENT, ScriptedMischiefs::cutContent));
    deck.put("says 421 after queueing", all.at(Stage.FINAL_REPLY, accepting(farewell())));
    deck.put("greets with 421", all.at(Stage.GREETING, farewell()));
    deck.put("says 421 to idle sessions", all::farewellToIdle);
    deck.put("says a reply twice", all::duplicates);
    deck.put("takes a message and drops it", all.at(Stage.FINAL_REPLY, LIE));
    deck.put("cannot sign anybody in", all.at(Stage.AUTH, new Fault.Reply("454 4.7.0 Later")));
    deck.put("takes its time for the verdict", all.at(Stage.FINAL_REPLY, ScriptedMischiefs::late));
    deck.put("queues and resets", all.at(Stage.FINAL_REPLY, accepting(new Fault.Reset())));
    deck.put("queues, says so and resets", all.at(Stage.FINAL_REPLY, QUEUED_THEN_RESET));
    deck.put("queues and says half a verdict", all.at(Stage.FINAL_REPLY, accepting(HALF)));
    deck.put("queues and babbles", all.at(Stage.FINAL_REPLY, accepting(new Fault.GarbageLine())));
    deck.put("loses the relay behind it", all.at(Stage.FINAL_REPLY, ScriptedMischiefs::relayGone));
    deck.put("refuses the content", all.at(Stage.FINAL_REPLY, ScriptedMischiefs::refusal));
    deck.put("forgets sessions", all.at(Stage.MAIL, ScriptedMischiefs::forgetful));
    return deck;
  }

  private static Fault farewell() {
    return new Fault.ReplyThenClose("421 4.3.2 Shutting down");
  }

  private static Fault accepting(Fault fault) {
    return new Fault.Accepting(fault);
  }

  private static Fault late(SplittableRandom random) {
    return new Fault.DelayedReply(Duration.ofMillis(random.nextInt(100, 1_500)));
  }

  private static Fault relayGone(SplittableRandom random) {
    Fault gone = new Fault.Reply("451 4.4.2 The server behind me has gone");
    return random.nextBoolean() ? accepting(gone) : gone;
  }

  private static Fault refusal(SplittableRandom random) {
    return new Fault.Reply(
        random.nextBoolean() ? "452 4.3.1 No room, try again" : "550 5.7.1 Not this content");
  }

  private static Fault forgetful(SplittableRandom random) {
    StaleReply[] replies = StaleReply.values();
    return replies[random.nextInt(replies.length)].fault();
  }

  private static Fault cutContent(SplittableRandom random) {
    List<Fault> endings =
        List.of(
            new Fault.Reset(),
            new Fault.CloseBefore(),
            new Fault.Truncate(),
            new Fault.ReplyThenClose("552 5.3.4 Too much for me"));
    return new Fault.AfterOctets(
        1 + random.nextInt(MOST_OCTETS), endings.get(random.nextInt(endings.size())));
  }

  private Mischief.Maker at(Stage stage, Fault fault) {
    return at(stage, random -> fault);
  }

  private Mischief.Maker at(Stage stage, Function<SplittableRandom, Fault> fault) {
    return random -> afflicted(stage, fault.apply(random), 1 + random.nextInt(3), () -> true);
  }

  /** As Microsoft 365 does for a mailbox. */
  private Mischief throttles(SplittableRandom random) {
    return afflicted(
        Stage.MAIL,
        new Fault.Reply("432 4.3.2 Concurrent connections limit exceeded"),
        1,
        () -> server.openSessions() > MOST_CONNECTIONS);
  }

  private Mischief duplicates(SplittableRandom random) {
    Stage stage = TALKATIVE.get(random.nextInt(TALKATIVE.size()));
    String extra = "250 2.0.0 OK\r\n";
    Fault twice =
        random.nextBoolean()
            ? new Fault.ReplyThenExtra("250 2.0.0 OK", extra)
            : new Fault.Then(new Fault.DelayedReply(Duration.ZERO), new Fault.RawBytes(extra));
    return afflicted(stage, twice, 1 + random.nextInt(3), () -> true);
  }

  private Mischief farewellToIdle(SplittableRandom random) {
    return Mischief.of(
        () -> {
          server.sendToIdle("421 4.4.2 Idle for too long");
          server.closeIdleSessions();
        },
        () -> {});
  }

  private Mischief afflicted(Stage stage, Fault fault, int every, BooleanSupplier condition) {
    return Mischief.of(
        () -> server.consult(new Affliction(stage, fault, every, condition)),
        () -> server.consult(NOTHING));
  }
}
