package org.smtpra.session;

import static org.smtpra.session.MatrixFault.Meaning.BDAT_UNKNOWN;
import static org.smtpra.session.MatrixFault.Meaning.DOUBTFUL;
import static org.smtpra.session.MatrixFault.Meaning.FOR_GOOD;
import static org.smtpra.session.MatrixFault.Meaning.FOR_NOW;
import static org.smtpra.session.MatrixFault.Meaning.LIE;
import static org.smtpra.session.MatrixFault.Meaning.LOST;
import static org.smtpra.session.MatrixFault.Meaning.NONE;
import static org.smtpra.session.MatrixFault.Meaning.NONSENSE;
import static org.smtpra.session.MatrixFault.Meaning.OUT_OF_STEP;
import static org.smtpra.session.MatrixFault.Meaning.RACE;
import static org.smtpra.session.MatrixFault.Meaning.STALLED;

import java.util.ArrayList;
import java.util.List;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/** Makes the faults of one stage in one mode. */
final class MatrixFaults {

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
    if (stage == Stage.CONTENT) {
      made.withinContent();
    } else {
      made.replies();
      made.losses();
      made.extras();
      made.unfitForBdat();
      if (stage == Stage.FINAL_REPLY) {
        made.verdicts();
      }
    }
    return made.faults;
  }

  private void replies() {
    add(right, reply(right), NONE);
    add("451 4.7.1", reply("451 4.7.1 later"), FOR_NOW);
    add("550 5.7.1", reply("550 5.7.1 no"), FOR_GOOD);
    add("421 4.3.2", reply("421 4.3.2 bye"), DOUBTFUL);
    add("451 4.4.1", reply("451 4.4.1 no route"), DOUBTFUL);
    add("521 5.3.2", reply("521 5.3.2 no mail here"), FOR_GOOD);
    add("451, close", new Fault.ReplyThenClose("451 4.7.1 later"), RACE);
    add("wrong 2xx or 3xx", reply(stage == Stage.DATA ? "250 2.0.0 OK" : "354 go on"), NONSENSE);
    add("150", new Fault.RawBytes("150 hm\r\n"), NONSENSE);
    add("garbage", new Fault.GarbageLine(), NONSENSE);
    add("garbage, effective", new Fault.Accepting(new Fault.GarbageLine()), NONSENSE);
  }

  private void losses() {
    lost("close", new Fault.CloseBefore());
    lost("reset", new Fault.Reset());
    lost("half-close", new Fault.HalfClose());
    lost("cut line", new Fault.CutReply("250 2.0"));
    lost("cut reply", new Fault.CutReply("250-2.0.0 OK\r\n"));
    if (mode == WireMode.LOCKSTEP || (mode == WireMode.FULL && stage == Stage.FINAL_REPLY)) {
      add("stall", new Fault.Stall(), STALLED);
    }
  }

  private void lost(String text, Fault fault) {
    add(text, fault, LOST);
    add(text + ", effective", new Fault.Accepting(fault), LOST);
  }

  /** One reply too many; the next command's, or the content's, could be mistaken for it. */
  private void extras() {
    for (String extra :
        List.of(
            right,
            "451 4.3.0 hm",
            "550 5.3.0 hm",
            "500 5.5.1 hm",
            "502 5.5.1 hm",
            "421 4.3.2 bye")) {
      add(
          "twice: " + right.substring(0, 3) + ", " + extra.substring(0, 3),
          new Fault.ReplyThenExtra(right, extra + "\r\n"),
          OUT_OF_STEP);
    }
  }

  private void unfitForBdat() {
    boolean chunk = stage == Stage.BDAT_CHUNK || stage == Stage.FINAL_REPLY;
    if (!mode.chunked() || !chunk) {
      return;
    }
    for (String line : List.of("500 5.5.1 what?", "502 5.5.1 not here")) {
      String code = line.substring(0, 3);
      add(code, reply(line), BDAT_UNKNOWN);
      add("early " + code, new Fault.Early(reply(line)), BDAT_UNKNOWN);
      add(code + ", chunk as commands", new Fault.ChunkUnread(reply(line)), BDAT_UNKNOWN);
    }
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
    add("421, effective", new Fault.Accepting(reply("421 4.3.2 bye")), DOUBTFUL);
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
    within("reset", new Fault.Reset(), LOST);
    within("552, reset", new Fault.Then(reply("552 5.3.4 too big"), new Fault.Reset()), RACE);
    within("451, close", new Fault.Then(reply("451 4.3.0 full"), new Fault.CloseBefore()), RACE);
    within("421, close", new Fault.Then(reply("421 4.3.2 bye"), new Fault.CloseBefore()), RACE);
    within("250 early", reply("250 2.0.0 OK"), OUT_OF_STEP);
    within("garbage", new Fault.GarbageLine(), NONSENSE);
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
