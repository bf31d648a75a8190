package org.smtpra.session;

import static org.smtpra.session.MatrixFault.Meaning.BDAT_UNKNOWN;
import static org.smtpra.session.MatrixFault.Meaning.DOUBTFUL;
import static org.smtpra.session.MatrixFault.Meaning.FOR_GOOD;
import static org.smtpra.session.MatrixFault.Meaning.FOR_NOW;
import static org.smtpra.session.MatrixFault.Meaning.KEPT_WITHOUT_END;
import static org.smtpra.session.MatrixFault.Meaning.LIE;
import static org.smtpra.session.MatrixFault.Meaning.LOST;
import static org.smtpra.session.MatrixFault.Meaning.NONE;
import static org.smtpra.session.MatrixFault.Meaning.NONSENSE;
import static org.smtpra.session.MatrixFault.Meaning.OUT_OF_STEP;
import static org.smtpra.session.MatrixFault.Meaning.RACE;
import static org.smtpra.session.MatrixFault.Meaning.STALLED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/** Makes the faults of one stage in one mode. */
final class MatrixFaults {

  static final String KEY_UPDATE = "key update";

  private static final String FAREWELL = "421 4.3.2 bye";

  private final WireMode mode;
  private final Stage stage;
  private final String right;
  private final List<MatrixFault> faults = new ArrayList<>();

  private MatrixFaults(WireMode mode, Stage stage) {
    this.mode = mode;
    this.stage = stage;
    this.right = stage == Stage.DATA ? "354 go on" : "250 2.0.0 OK";
  }

  static List<MatrixFault> of(WireMode mode, Stage stage) {
    MatrixFaults made = new MatrixFaults(mode, stage);
    switch (stage) {
      case CONTENT -> made.withinContent();
      case IDLE -> made.whileIdle();
      default -> made.inPlaceOfAReply();
    }
    return made.faults;
  }

  private void inPlaceOfAReply() {
    replies();
    losses();
    extras();
    switch (stage) {
      case RCPT -> later(List.of("451 4.7.1", "550 5.7.1", "421 4.3.2", "garbage", "close"));
      case BDAT_CHUNK -> {
        unfitForBdat();
        later(List.of("451 4.7.1", "550 5.7.1", "421 4.3.2", "close", "502", "early 552"));
      }
      case FINAL_REPLY -> {
        unfitForBdat();
        verdicts();
      }
      default -> {}
    }
  }

  private void replies() {
    add(right, reply(right), stage == Stage.EHLO ? NONSENSE : NONE);
    add("451 4.7.1", reply("451 4.7.1 later"), FOR_NOW);
    add("550 5.7.1", reply("550 5.7.1 no"), FOR_GOOD);
    add("421 4.3.2", reply(FAREWELL), DOUBTFUL);
    add("451 4.4.1", reply("451 4.4.1 no route"), DOUBTFUL);
    add("521 5.3.2", reply("521 5.3.2 no mail here"), FOR_GOOD);
    add("221 2.0.0", reply("221 2.0.0 bye"), stage == Stage.FINAL_REPLY ? NONE : NONSENSE);
    add(
        "451, close",
        new Fault.ReplyThenClose("451 4.7.1 later"),
        stage == Stage.FINAL_REPLY ? FOR_NOW : RACE);
    if (mode != WireMode.FULL || stage != Stage.MAIL) {
      // Of a 421 in the place of MAIL's reply it is believed that the server does no more.
      add("421, then right", farewellFirst(), DOUBTFUL);
    }
    add("wrong 2xx or 3xx", reply(stage == Stage.DATA ? "250 2.0.0 OK" : "354 go on"), NONSENSE);
    add("150", new Fault.RawBytes("150 hm\r\n"), NONSENSE);
    add("garbage", new Fault.GarbageLine(), NONSENSE);
    add("garbage, effective", new Fault.Accepting(new Fault.GarbageLine()), NONSENSE);
    add(KEY_UPDATE, new Fault.Then(new Fault.RenewKeys(), correct()), NONE);
  }

  /** The server shuts down, and still does and says what it was asked for. */
  private Fault farewellFirst() {
    return new Fault.Accepting(new Fault.ReplyThenExtra(FAREWELL, right + "\r\n"));
  }

  private static Fault correct() {
    return new Fault.DelayedReply(Duration.ZERO);
  }

  private void losses() {
    lost("close", new Fault.CloseBefore());
    lost("cut off", new Fault.Truncate());
    lost("reset", new Fault.Reset());
    lost("half-close", new Fault.HalfClose());
    lost("cut line", new Fault.CutReply("250 2.0"));
    lost("cut reply", new Fault.CutReply("250-2.0.0 OK\r\n"));
    add("stall", new Fault.Stall(), STALLED);
    if (mode == WireMode.LOCKSTEP || mode == WireMode.FULL) {
      add("drip", new Fault.Drip(ShortTime.DRIP), STALLED);
    }
  }

  private void lost(String text, Fault fault) {
    add(text, fault, LOST);
    add(text + ", effective", new Fault.Accepting(fault), LOST);
  }

  /** One reply too many; the next command's, or the content's, could be mistaken for it. */
  private void extras() {
    for (String extra :
        List.of(right, "451 4.3.0 hm", "550 5.3.0 hm", "500 5.5.1 hm", "502 5.5.1 hm", FAREWELL)) {
      add(
          "twice: " + right.substring(0, 3) + ", " + extra.substring(0, 3),
          new Fault.ReplyThenExtra(right, extra + "\r\n"),
          OUT_OF_STEP);
    }
    add("right, then garbage", new Fault.ReplyThenExtra(right, "<html>\r\n"), OUT_OF_STEP);
  }

  /** Some of the faults once more, at the second recipient or chunk. */
  private void later(List<String> texts) {
    faults.addAll(
        faults.stream()
            .filter(fault -> texts.contains(fault.text()))
            .map(fault -> fault.at(2))
            .toList());
  }

  private void unfitForBdat() {
    if (!mode.chunked()) {
      return;
    }
    for (String line : List.of("500 5.5.1 what?", "502 5.5.1 not here")) {
      String code = line.substring(0, 3);
      add(code, reply(line), BDAT_UNKNOWN);
      add("early " + code, new Fault.Early(reply(line)), BDAT_UNKNOWN);
      add(code + ", chunk as commands", new Fault.ChunkUnread(reply(line)), BDAT_UNKNOWN);
    }
    add("552, chunk as commands", new Fault.ChunkUnread(reply("552 5.3.4 too big")), RACE);
    add("early 552", new Fault.Early(reply("552 5.3.4 too big")), FOR_GOOD);
    add("early 451", new Fault.Early(reply("451 4.3.0 full")), FOR_NOW);
    add("early 250", new Fault.Early(reply("250 2.0.0 OK")), OUT_OF_STEP);
    add("250, dropped", new Fault.Dropping(reply("250 2.0.0 OK")), LIE);
    add("early reset", new Fault.Early(new Fault.Reset()), RACE);
  }

  private void verdicts() {
    add("252", reply("252 2.0.0 perhaps"), NONE);
    add("250, close", new Fault.ReplyThenClose("250 2.0.0 OK"), NONE);
    add("250, reset", new Fault.Then(reply("250 2.0.0 OK"), new Fault.Reset()), RACE);
    add("554, close", new Fault.ReplyThenClose("554 5.7.1 spam"), FOR_GOOD);
    add("421, effective", new Fault.Accepting(reply(FAREWELL)), DOUBTFUL);
    add("451 4.4.1, effective", new Fault.Accepting(reply("451 4.4.1 relay lost")), DOUBTFUL);
    add("554 5.4.7, effective", new Fault.Accepting(reply("554 5.4.7 expired")), DOUBTFUL);
    for (String early : List.of("451 4.3.0 hm", "550 5.3.0 hm", "500 5.5.1 hm", "502 5.5.1 hm")) {
      // A refusal that nobody asked for, and behind it the verdict.
      add(
          early.substring(0, 3) + " before 250",
          new Fault.Accepting(new Fault.ReplyThenExtra(early, "250 2.0.0 OK\r\n")),
          OUT_OF_STEP);
    }
  }

  private void withinContent() {
    within("close", new Fault.CloseBefore(), LOST);
    within("cut off", new Fault.Truncate(), LOST);
    within("reset", new Fault.Reset(), LOST);
    within("half-close", new Fault.HalfClose(), LOST);
    if (mode != WireMode.CHUNKS) {
      within("close, kept", new Fault.CloseBefore(), KEPT_WITHOUT_END);
      within("reset, kept", new Fault.Reset(), KEPT_WITHOUT_END);
    }
    within("552, reset", new Fault.Then(reply("552 5.3.4 too big"), new Fault.Reset()), RACE);
    within("451, close", new Fault.Then(reply("451 4.3.0 full"), new Fault.CloseBefore()), RACE);
    within("421, close", new Fault.Then(reply(FAREWELL), new Fault.CloseBefore()), RACE);
    within(
        "250, reset",
        new Fault.Then(reply("250 2.0.0 OK"), new Fault.Reset()),
        mode == WireMode.CHUNKS ? RACE : LIE);
    within("421", reply(FAREWELL), DOUBTFUL);
    within("250 early", reply("250 2.0.0 OK"), OUT_OF_STEP);
    within("garbage", new Fault.GarbageLine(), NONSENSE);
    within("zero window", new Fault.StopReading(), STALLED);
    within(KEY_UPDATE, new Fault.RenewKeys(), NONE);
  }

  /** What {@link MatrixStrike#strikeIdle} can do, once the message is sent. */
  private void whileIdle() {
    add("421 4.4.2", reply("421 4.4.2 idle for too long"), LOST);
    add("250 2.0.0 OK", reply("250 2.0.0 OK"), LOST);
    add("no reply", reply("<html>"), LOST);
    add("close", new Fault.CloseBefore(), LOST);
    add("reset", new Fault.Reset(), LOST);
    add(KEY_UPDATE, new Fault.RenewKeys(), NONE);
  }

  private void within(String text, Fault fault, MatrixFault.Meaning meaning) {
    add(text, new Fault.AfterOctets(10, fault), meaning);
  }

  private void add(String text, Fault fault, MatrixFault.Meaning meaning) {
    faults.add(new MatrixFault(text, fault, meaning));
  }

  private static Fault reply(String line) {
    return new Fault.Reply(line);
  }
}
