package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import org.smtpra.testkit.Stage;

/** One cell of the matrix: a fault at a stage, in a mode and a setting. */
record MatrixCell(WireMode mode, Stage stage, MatrixFault fault, MatrixSetting setting) {

  static List<MatrixCell> all(WireMode mode) {
    List<MatrixCell> cells = new ArrayList<>();
    for (Stage stage : mode.stages()) {
      for (MatrixFault fault : MatrixFaults.of(mode, stage)) {
        for (MatrixSetting setting : mode.settings()) {
          if (fault.meaning() != MatrixFault.Meaning.STALLED || setting == MatrixSetting.ONE) {
            cells.add(new MatrixCell(mode, stage, fault, setting));
          }
        }
      }
    }
    return cells;
  }

  /** Whether all octets of the content are under way before the server can say a word about it. */
  boolean behindBoundary() {
    return mode == WireMode.FULL
        || stage == Stage.FINAL_REPLY
        || (stage == Stage.CONTENT && mode != WireMode.CHUNKS);
  }

  @Override
  public String toString() {
    return mode + " " + stage + " [" + fault + "] " + setting;
  }
}
