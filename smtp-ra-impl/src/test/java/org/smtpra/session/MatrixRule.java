package org.smtpra.session;

import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureKind.UNKNOWN_AFTER_DATA;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpra.SmtpFailureKind;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.testkit.Stage;

/** What a cell must be reported as, wherever that does not depend on what arrives first. */
final class MatrixRule {

  static final String SUCCESS = "SUCCESS";

  private MatrixRule() {}

  /** The outcomes a cell may have; empty where only the law decides. */
  static Set<String> allowed(MatrixCell cell) {
    Meaning meaning = cell.fault().meaning();
    if (meaning == Meaning.RACE || meaning == Meaning.OUT_OF_STEP) {
      return Set.of();
    }
    return cell.setting().thirdRefused() && cell.setting().refusalDecides()
        ? withRefusedThird(cell)
        : alone(cell);
  }

  /** ALL_OR_NOTHING: the refused recipient decides unless the conversation ends before it. */
  private static Set<String> withRefusedThird(MatrixCell cell) {
    boolean early = cell.stage() == Stage.MAIL || cell.stage() == Stage.RCPT;
    if (!early) {
      boolean dataSeen = cell.stage() == Stage.DATA && cell.mode().joins(cell.setting());
      return dataSeen ? Set.of() : kinds(PERMANENT_FAILURE);
    }
    return switch (cell.fault().meaning()) {
      case NONE -> kinds(PERMANENT_FAILURE);
      case FOR_NOW, DOUBTFUL ->
          cell.stage() == Stage.MAIL
              ? kinds(RETRYABLE_TEMPORARY_FAILURE)
              : kinds(RETRYABLE_TEMPORARY_FAILURE, PERMANENT_FAILURE);
      default -> alone(cell);
    };
  }

  private static Set<String> alone(MatrixCell cell) {
    boolean behind = cell.behindBoundary();
    boolean oneOfSeveral =
        cell.stage() == Stage.RCPT
            && !cell.setting().refusalDecides()
            && cell.setting().recipients().size() > 1;
    boolean verdict = cell.stage() == Stage.FINAL_REPLY;
    if (endsBeforeTheVerdict(cell)) {
      return kinds(UNKNOWN_AFTER_DATA);
    }
    return switch (cell.fault().meaning()) {
      case NONE, LIE -> Set.of(SUCCESS);
      case FOR_NOW -> oneOfSeveral ? Set.of(SUCCESS) : kinds(RETRYABLE_TEMPORARY_FAILURE);
      case FOR_GOOD -> oneOfSeveral ? kindsOrSuccess(PERMANENT_FAILURE) : kinds(PERMANENT_FAILURE);
      case DOUBTFUL -> {
        if (verdict) {
          yield kinds(UNKNOWN_AFTER_DATA);
        }
        yield oneOfSeveral
            ? kindsOrSuccess(RETRYABLE_TEMPORARY_FAILURE)
            : kinds(RETRYABLE_TEMPORARY_FAILURE);
      }
      case LOST, STALLED, NONSENSE -> kinds(behind ? UNKNOWN_AFTER_DATA : RETRYABLE_BEFORE_SEND);
      case BDAT_UNKNOWN -> kinds(RETRYABLE_BEFORE_SEND);
      case RACE, OUT_OF_STEP -> Set.of();
    };
  }

  /** In FULL the content is under way when a farewell comes in the place of RCPT's reply. */
  private static boolean endsBeforeTheVerdict(MatrixCell cell) {
    String text = cell.fault().text();
    return cell.mode() == WireMode.FULL
        && cell.stage() == Stage.RCPT
        && (text.startsWith("421") || text.startsWith("521"));
  }

  private static Set<String> kinds(SmtpFailureKind... kinds) {
    return Stream.of(kinds).map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> kindsOrSuccess(SmtpFailureKind kind) {
    return Set.of(kind.name(), SUCCESS);
  }
}
