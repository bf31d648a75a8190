package org.smtpra.session;

import java.util.Optional;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;

/**
 * What a cell must be reported as; what is empty is not determined.
 *
 * @param kind of the failure; none for a success
 * @param kept whether the session takes the next message
 */
record MatrixExpectation(
    Optional<SmtpFailureKind> kind,
    Optional<SmtpFailureReason> reason,
    Optional<SmtpSendStage> stage,
    Optional<Boolean> kept) {

  static MatrixExpectation success() {
    return new MatrixExpectation(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true));
  }

  static MatrixExpectation failure(
      SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage) {
    return new MatrixExpectation(
        Optional.of(kind), Optional.of(reason), Optional.of(stage), Optional.of(true));
  }

  MatrixExpectation keptIf(boolean sessionIsKept) {
    return new MatrixExpectation(kind, reason, stage, Optional.of(sessionIsKept));
  }

  MatrixExpectation closed() {
    return keptIf(false);
  }

  MatrixExpectation keptOrClosed() {
    return new MatrixExpectation(kind, reason, stage, Optional.empty());
  }

  MatrixExpectation atAnyStage() {
    return new MatrixExpectation(kind, reason, Optional.empty(), kept);
  }

  MatrixExpectation forAnyReason() {
    return new MatrixExpectation(kind, Optional.empty(), stage, kept);
  }

  boolean fits(MatrixOutcome outcome) {
    Optional<SmtpFailureClassification> why = outcome.failure().map(SmtpFailure::classification);
    return kind.equals(why.map(SmtpFailureClassification::kind))
        && (reason.isEmpty() || reason.equals(why.map(SmtpFailureClassification::reason)))
        && (stage.isEmpty() || stage.equals(why.map(SmtpFailureClassification::stage)))
        && kept.map(wanted -> wanted == outcome.kept()).orElse(true);
  }

  @Override
  public String toString() {
    String session = kept.map(wanted -> wanted ? ", kept" : ", closed").orElse("");
    return kind.map(Enum::name).orElse("success")
        + reason.map(text -> " / " + text).orElse("")
        + stage.map(text -> " / " + text).orElse("")
        + session;
  }
}
