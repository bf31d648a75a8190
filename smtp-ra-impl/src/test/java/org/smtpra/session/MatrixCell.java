package org.smtpra.session;

import java.util.List;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.testkit.Stage;

/**
 * One cell of the matrix: a message to a server that misbehaves.
 *
 * @param mode how the message uses the wire
 * @param setting to whom, on what session
 * @param content how much
 * @param strikes the server's faults: one, or two in one transaction
 */
record MatrixCell(
    WireMode mode, MatrixSetting setting, MatrixContent content, List<MatrixStrike> strikes) {

  MatrixCell {
    strikes = List.copyOf(strikes);
  }

  boolean hasOneFault() {
    return strikes.size() == 1;
  }

  /** The only stage of a cell with one fault. */
  Stage stage() {
    return strikes.get(0).stage();
  }

  /** The only fault of a cell with one. */
  MatrixFault fault() {
    return strikes.get(0).fault();
  }

  boolean means(Meaning meaning) {
    return strikes.stream().anyMatch(strike -> strike.fault().meaning() == meaning);
  }

  /** Whether the server says more than it was asked for. */
  boolean answersTooOften() {
    boolean withinContent =
        strikes.stream()
            .anyMatch(strike -> strike.stage() == Stage.CONTENT && strike.fault().speaksOn());
    return means(Meaning.OUT_OF_STEP) || (!hasOneFault() && withinContent);
  }

  /** Whether somebody must wait for a time-out. */
  boolean isSlow() {
    return means(Meaning.STALLED);
  }

  /** Whether all octets of the content are under way before the server can say a word about it. */
  boolean behindBoundary() {
    return mode == WireMode.FULL
        || stage() == Stage.FINAL_REPLY
        || (stage() == Stage.CONTENT && content == MatrixContent.SMALL);
  }

  @Override
  public String toString() {
    return mode + " " + strikes + " " + setting + ", " + content;
  }
}
