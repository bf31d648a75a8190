package org.smtpra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** Holds what a client reports against what the server knows. */
final class MatrixLaw {

  private final MatrixCell cell;
  private final MatrixOutcome outcome;
  private final List<ReceivedMessage> held;
  private final List<ReceivedMessage> taken;
  private final List<String> violations;
  private final List<String> breaches = new ArrayList<>();
  private boolean misled;

  MatrixLaw(MatrixCell cell, MatrixOutcome outcome, ScriptedSmtpServer server) {
    this.cell = cell;
    this.outcome = outcome;
    this.held = server.held().stream().filter(MatrixLaw::isOfTheCell).toList();
    this.taken = server.received().stream().filter(MatrixLaw::isOfTheCell).toList();
    this.violations = server.violations();
  }

  /** What has no recipient reaches nobody. */
  private static boolean isOfTheCell(ReceivedMessage message) {
    return !message.recipients().isEmpty()
        && !message.recipients().equals(List.of(MatrixPlay.FIRST))
        && !message.recipients().equals(List.of(MatrixPlay.NEXT));
  }

  List<String> breaches(byte[] content) {
    List<MatrixExpectation> allowed = MatrixRule.of(cell);
    if (!allowed.isEmpty() && allowed.stream().noneMatch(one -> one.fits(outcome))) {
      breach("reported as " + outcome + ", not " + allowed);
    }
    outcome.failure().ifPresentOrElse(this::failure, this::success);
    held.forEach(message -> whole(message, content));
    if (!cell.answersTooOften() || isFinal()) {
      violations.forEach(this::breach);
    }
    return breaches;
  }

  private boolean isFinal() {
    return cell.hasOneFault() && cell.stage() == Stage.FINAL_REPLY;
  }

  /**
   * Whether the report is not true because the server answered once too often and something went
   * wrong besides: a client cannot tell whose the answers are.
   */
  boolean misled() {
    return misled;
  }

  private void success() {
    if (cell.means(Meaning.LIE)) {
      return;
    }
    if (taken.size() != 1) {
      untrue("success, and the server took " + taken.size());
    } else if (!taken.get(0).recipients().equals(outcome.recipients(Disposition.ACCEPTED))) {
      untrue("taken for " + taken.get(0).recipients() + ", reported " + outcome.recipients());
    }
  }

  private void failure(SmtpFailure failure) {
    boolean unknown = failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
    Set<String> mayHaveIt = new HashSet<>(outcome.recipients(Disposition.UNKNOWN));
    boolean admitted =
        unknown && taken.stream().allMatch(message -> mayHaveIt.containsAll(message.recipients()));
    if (!taken.isEmpty() && !admitted) {
      untrue("the server took it; reported as " + outcome + " with " + outcome.recipients());
    }
    boolean refused = failure.classification().reply().isPresent() || isRefusedChunk();
    if (failure.classification().safeToSendAgain() && !held.isEmpty() && !refused) {
      untrue("safe to send again without a refusal; the server held it: " + outcome);
    }
    if (failure.recipients().size() != cell.setting().recipients().size()) {
      breach("recipients reported: " + failure.recipients());
    }
  }

  /** The one refusal that is not reported as the server's reply but as a broken host. */
  private boolean isRefusedChunk() {
    return cell.means(Meaning.BDAT_UNKNOWN);
  }

  /** Nothing complete may ever be for others than stated, nor be less than the message. */
  private void whole(ReceivedMessage message, byte[] content) {
    List<String> stated = cell.setting().recipients();
    boolean fits =
        cell.setting().refusalDecides()
            ? message.recipients().equals(stated)
            : stated.containsAll(message.recipients());
    if (!fits) {
      untrue("a transaction for " + message.recipients() + ", stated were " + stated);
    }
    if (!cell.means(Meaning.LIE) && !Arrays.equals(content, message.content())) {
      untrue("content differs: " + message.content().length + " octets, not " + content.length);
    }
  }

  private void untrue(String text) {
    if (cell.answersTooOften() && !cell.hasOneFault()) {
      misled = true;
    } else {
      breaches.add(ShortTime.UNTRUE + cell + ": " + text);
    }
  }

  private void breach(String text) {
    breaches.add(cell + ": " + text);
  }
}
