package org.smtpra.session;

import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureKind.UNKNOWN_AFTER_DATA;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.DEFERRED;
import static org.smtpra.SmtpFailureReason.MESSAGE_REFUSED;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.RECIPIENTS_REFUSED;
import static org.smtpra.SmtpFailureReason.SENDER_REFUSED;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.session.MatrixExpectation.failure;
import static org.smtpra.session.MatrixExpectation.success;

import java.util.List;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.session.MatrixFault.Meaning;

/** What a cell must be reported as, wherever that does not depend on what arrives first. */
final class MatrixRule {

  private final MatrixCell cell;
  private final MatrixSetting setting;
  private final Meaning meaning;

  private MatrixRule(MatrixCell cell) {
    this.cell = cell;
    this.setting = cell.setting();
    this.meaning = cell.fault().meaning();
  }

  /** The outcomes a cell may have; none where only the law decides. */
  static List<MatrixExpectation> of(MatrixCell cell) {
    if (!cell.hasOneFault() || cell.means(Meaning.RACE) || cell.means(Meaning.OUT_OF_STEP)) {
      return List.of();
    }
    MatrixRule rule = new MatrixRule(cell);
    return switch (cell.stage()) {
      case MAIL -> List.of(rule.atMail());
      case RCPT -> List.of(rule.atRecipient());
      case DATA -> rule.atData();
      case CONTENT, BDAT_CHUNK -> List.of(rule.atContent());
      case FINAL_REPLY -> rule.atVerdict();
      case IDLE -> List.of(success().keptIf(rule.meaning == Meaning.NONE));
      default -> rule.atReset();
    };
  }

  /** What it is without a fault. */
  private MatrixExpectation undisturbed() {
    boolean fails =
        setting.to().allRefused() || (setting.to().anyRefused() && setting.refusalDecides());
    return fails ? refusedRecipients() : success();
  }

  /** A 354 to DATA that must not be used is only ended by closing, if somebody was accepted. */
  private MatrixExpectation refusedRecipients() {
    boolean invited = cell.mode().joins(setting) && !setting.to().allRefused();
    return failure(PERMANENT_FAILURE, RECIPIENTS_REFUSED, SmtpSendStage.RCPT_TO).keptIf(!invited);
  }

  private MatrixExpectation atMail() {
    return switch (meaning) {
      case NONE -> undisturbed();
      case FOR_NOW, DOUBTFUL -> deferred(SmtpSendStage.MAIL_FROM);
      case FOR_GOOD -> refused(SENDER_REFUSED, SmtpSendStage.MAIL_FROM);
      default -> inTheEnvelope(broken(SmtpSendStage.MAIL_FROM));
    };
  }

  private MatrixExpectation atRecipient() {
    if (cell.fault().endsTheSession() && meaning != Meaning.NONSENSE) {
      return farewellToARecipient();
    }
    boolean othersDecide = setting.to().count() > 1 && !setting.refusalDecides();
    boolean invited = cell.mode().joins(setting) && setting.to().count() > 1;
    return switch (meaning) {
      case NONE -> undisturbed();
      case FOR_NOW, DOUBTFUL -> {
        if (othersDecide) {
          yield success();
        }
        yield setting.to().anyRefused()
            ? refusedRecipients()
            : deferred(SmtpSendStage.RCPT_TO).keptIf(!invited);
      }
      case FOR_GOOD ->
          othersDecide
              ? success()
              : refused(RECIPIENTS_REFUSED, SmtpSendStage.RCPT_TO).keptIf(!invited);
      default -> inTheEnvelope(broken(SmtpSendStage.RCPT_TO));
    };
  }

  /** A reply of the wrong class is left for later where others are still to be read. */
  private MatrixExpectation inTheEnvelope(MatrixExpectation expectation) {
    return meaning == Meaning.NONSENSE && cell.mode().pipelined()
        ? expectation.atAnyStage()
        : expectation;
  }

  /** In FULL the content is under way then, and the farewell tells nothing about it. */
  private MatrixExpectation farewellToARecipient() {
    if (cell.mode() == WireMode.FULL) {
      return failure(UNKNOWN_AFTER_DATA, CONNECTION_LOST, SmtpSendStage.FINAL_REPLY).closed();
    }
    return meaning == Meaning.FOR_GOOD
        ? refused(RECIPIENTS_REFUSED, SmtpSendStage.RCPT_TO)
        : deferred(SmtpSendStage.RCPT_TO);
  }

  private List<MatrixExpectation> atData() {
    boolean recipientsDecide = undisturbed().kind().isPresent();
    boolean reached = !recipientsDecide || cell.mode().joins(setting);
    if (meaning == Meaning.NONE || !reached) {
      return List.of(undisturbed());
    } else if (recipientsDecide) {
      // What is said to DATA then decides nothing, but may end the session.
      return meaning == Meaning.FOR_NOW || meaning == Meaning.FOR_GOOD
          ? List.of(refusedRecipients().keptIf(!cell.fault().endsTheSession()))
          : List.of(refusedRecipients().keptOrClosed(), broken(SmtpSendStage.DATA));
    }
    return List.of(
        switch (meaning) {
          case FOR_NOW, DOUBTFUL -> deferred(SmtpSendStage.DATA);
          case FOR_GOOD -> refused(MESSAGE_REFUSED, SmtpSendStage.DATA);
          default -> broken(SmtpSendStage.DATA);
        });
  }

  private MatrixExpectation atContent() {
    boolean early = cell.fault().text().contains("early");
    return switch (meaning) {
      case NONE -> success();
      case LIE -> success().keptOrClosed();
      case FOR_NOW -> unlessEarly(early, deferred(SmtpSendStage.CONTENT));
      case DOUBTFUL -> cell.behindBoundary() ? unknown(DEFERRED) : deferred(SmtpSendStage.CONTENT);
      case FOR_GOOD ->
          unlessEarly(early, refused(MESSAGE_REFUSED, SmtpSendStage.CONTENT)).forAnyReason();
      default -> broken(SmtpSendStage.CONTENT);
    };
  }

  private static MatrixExpectation unlessEarly(boolean early, MatrixExpectation expectation) {
    return early ? expectation.keptOrClosed() : expectation;
  }

  private List<MatrixExpectation> atVerdict() {
    SmtpSendStage stage = SmtpSendStage.FINAL_REPLY;
    boolean early = cell.fault().text().contains("early");
    return switch (meaning) {
      case NONE, LIE -> List.of(success().keptIf(!cell.fault().endsTheSession()));
      case FOR_NOW -> List.of(unlessEarly(early, deferred(stage).atAnyStage()));
      case FOR_GOOD ->
          List.of(unlessEarly(early, refused(MESSAGE_REFUSED, stage).forAnyReason().atAnyStage()));
      case DOUBTFUL -> List.of(unknown(DEFERRED));
      case BDAT_UNKNOWN ->
          List.of(failure(RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, stage).closed().atAnyStage());
      default -> List.of(broken(stage));
    };
  }

  /** The transaction is over: what is wrong with its end only costs the session. */
  private List<MatrixExpectation> atReset() {
    MatrixExpectation refusal = undisturbed();
    if (cell.mode() != WireMode.FULL) {
      return List.of(refusal.keptIf(meaning == Meaning.NONE));
    }
    // The answer to EHLO shows whether the refusal was the right command's.
    return meaning == Meaning.NONE || meaning == Meaning.LOST || meaning == Meaning.STALLED
        ? List.of(refusal.keptIf(meaning == Meaning.NONE))
        : List.of(unknown(PROTOCOL_ERROR));
  }

  private MatrixExpectation deferred(SmtpSendStage stage) {
    return failure(RETRYABLE_TEMPORARY_FAILURE, DEFERRED, stage)
        .keptIf(!cell.fault().endsTheSession());
  }

  private MatrixExpectation refused(SmtpFailureReason reason, SmtpSendStage stage) {
    return failure(PERMANENT_FAILURE, reason, stage).keptIf(!cell.fault().endsTheSession());
  }

  private static MatrixExpectation unknown(SmtpFailureReason reason) {
    return failure(UNKNOWN_AFTER_DATA, reason, SmtpSendStage.FINAL_REPLY).closed();
  }

  private MatrixExpectation broken(SmtpSendStage stage) {
    SmtpFailureReason reason =
        switch (meaning) {
          case LOST, KEPT_WITHOUT_END -> CONNECTION_LOST;
          case STALLED -> TIMEOUT;
          default -> PROTOCOL_ERROR;
        };
    return cell.behindBoundary()
        ? unknown(reason)
        : failure(RETRYABLE_BEFORE_SEND, reason, stage).closed();
  }
}
