package org.smtpra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

  MatrixLaw(MatrixCell cell, MatrixOutcome outcome, ScriptedSmtpServer server) {
    this.cell = cell;
    this.outcome = outcome;
    this.held = server.held().stream().filter(MatrixLaw::isOfTheCell).toList();
    this.taken = server.received().stream().filter(MatrixLaw::isOfTheCell).toList();
    this.violations = server.violations();
  }

  private static boolean isOfTheCell(ReceivedMessage message) {
    return !message.recipients().equals(List.of(MatrixPlay.FIRST))
        && !message.recipients().equals(List.of(MatrixPlay.NEXT));
  }

  List<String> breaches(byte[] content) {
    Set<String> allowed = MatrixRule.allowed(cell);
    if (!allowed.isEmpty() && !allowed.contains(outcome.kind())) {
      breach("reported as " + outcome + ", not " + allowed);
    }
    outcome.failure().ifPresentOrElse(this::failure, this::success);
    held.forEach(message -> whole(message, content));
    if (cell.fault().meaning() != Meaning.OUT_OF_STEP || cell.stage() == Stage.FINAL_REPLY) {
      violations.forEach(this::breach);
    }
    return breaches;
  }

  private void success() {
    if (cell.fault().meaning() == Meaning.LIE) {
      return;
    }
    if (taken.size() != 1) {
      breach("success, and the server took " + taken.size());
    } else if (!taken.get(0).recipients().equals(outcome.accepted())) {
      breach("taken for " + taken.get(0).recipients() + ", reported for " + outcome.accepted());
    }
  }

  private void failure(SmtpFailure failure) {
    boolean unknown = failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
    if (!taken.isEmpty() && !unknown) {
      breach("the server took it; reported as " + outcome);
    }
    boolean refused = failure.classification().reply().isPresent() || isRefusedChunk();
    if (failure.classification().safeToSendAgain() && !held.isEmpty() && !refused) {
      breach("safe to send again without a refusal; the server held it: " + outcome);
    }
    if (failure.recipients().size() != cell.setting().recipients().size()) {
      breach("recipients reported: " + failure.recipients());
    }
  }

  /** The one refusal that is not reported as the server's reply but as a broken host. */
  private boolean isRefusedChunk() {
    return cell.fault().meaning() == Meaning.BDAT_UNKNOWN;
  }

  /** Nothing complete may ever be for others than stated, nor be less than the message. */
  private void whole(ReceivedMessage message, byte[] content) {
    List<String> stated = cell.setting().recipients();
    boolean fits =
        cell.setting().refusalDecides()
            ? message.recipients().equals(stated)
            : stated.containsAll(message.recipients());
    if (!fits) {
      breach("a transaction for " + message.recipients() + ", stated were " + stated);
    }
    if (cell.fault().meaning() != Meaning.LIE && !Arrays.equals(content, message.content())) {
      breach("content differs: " + message.content().length + " octets, not " + content.length);
    }
  }

  private void breach(String text) {
    breaches.add(cell + ": " + text);
  }
}
