package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.session.MatrixSetting.To;
import org.smtpra.testkit.Stage;

/** Chooses the cells. */
final class MatrixPlan {

  /** Who is refused altogether meets few faults. */
  private static final List<To> MOSTLY_ACCEPTED =
      List.of(
          To.ONE,
          To.ONE,
          To.THREE,
          To.THREE,
          To.THIRD_REFUSED,
          To.THIRD_REFUSED,
          To.ALL_REFUSED,
          To.ONLY_REFUSED);

  private MatrixPlan() {}

  /** Every fault at every stage of a mode, in settings that cover every pair of their values. */
  static List<MatrixCell> pairwise(WireMode mode) {
    List<MatrixCell> cells = new ArrayList<>();
    for (Stage stage : mode.stages()) {
      for (MatrixFault fault : MatrixFaults.of(mode, stage)) {
        MatrixStrike strike = new MatrixStrike(stage, fault);
        for (MatrixSetting setting : MatrixSetting.pairwise(mode, stage)) {
          if (canStrike(strike, setting)) {
            MatrixContent content = MatrixContent.of(mode, strike);
            cells.add(new MatrixCell(mode, setting, content, List.of(strike)));
          }
        }
      }
    }
    return cells;
  }

  private static boolean canStrike(MatrixStrike strike, MatrixSetting setting) {
    MatrixFault fault = strike.fault();
    if (fault.renewsKeys() && setting.tls() != Tls.TLS13) {
      return false;
    } else if (fault.meaning() == Meaning.STALLED) {
      // Who else was sent to makes no difference to a wait.
      return setting.to() == To.ONE || setting.to() == To.ONLY_REFUSED;
    }
    return fault.nth() == 1 || strike.stage() != Stage.RCPT || setting.to().count() > 1;
  }

  /** So many cells with two faults each, always the same ones for a seed. */
  static List<MatrixCell> random(long seed, int count) {
    Random random = new Random(seed);
    List<MatrixCell> cells = new ArrayList<>(count);
    while (cells.size() < count) {
      WireMode mode = oneOf(random, List.of(WireMode.values()));
      MatrixSetting setting = setting(random, mode);
      MatrixContent content = content(random, mode);
      cells.add(
          new MatrixCell(
              mode, setting, content, List.of(strike(random, mode), strike(random, mode))));
    }
    return cells;
  }

  private static MatrixSetting setting(Random random, WireMode mode) {
    List<To> to =
        mode == WireMode.FULL ? List.of(To.ONE, To.ONE, To.ONE, To.ONLY_REFUSED) : MOSTLY_ACCEPTED;
    return new MatrixSetting(
        random.nextBoolean(),
        oneOf(random, to),
        oneOf(random, List.of(SmtpRecipientPolicy.values())),
        oneOf(random, List.of(Tls.values())));
  }

  private static MatrixContent content(Random random, WireMode mode) {
    return mode == WireMode.CHUNKS
        ? oneOf(random, List.of(MatrixContent.TWO_CHUNKS, MatrixContent.THREE_CHUNKS))
        : oneOf(random, List.of(MatrixContent.SMALL, MatrixContent.SLICES));
  }

  private static MatrixStrike strike(Random random, WireMode mode) {
    List<Stage> stages = new ArrayList<>(mode.stages());
    stages.remove(Stage.IDLE);
    Stage stage = oneOf(random, stages);
    MatrixFault fault = oneOf(random, MatrixFaults.of(mode, stage));
    // Waiting is dear, and only one of the ends that a conversation can come to.
    while (fault.meaning() == Meaning.STALLED || fault.meaning() == Meaning.KEPT_WITHOUT_END) {
      fault = oneOf(random, MatrixFaults.of(mode, stage));
    }
    return new MatrixStrike(stage, fault);
  }

  private static <T> T oneOf(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
