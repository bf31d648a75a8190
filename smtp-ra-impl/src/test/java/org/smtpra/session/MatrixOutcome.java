package org.smtpra.session;

import java.util.List;
import java.util.Optional;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.failure.SmtpFailure;

/**
 * What a client reports of one cell.
 *
 * @param failure nothing for a success
 * @param recipients what became of each
 * @param kept whether the session took another message afterwards
 */
record MatrixOutcome(
    Optional<SmtpFailure> failure, List<RecipientOutcome> recipients, boolean kept) {

  List<String> recipients(Disposition disposition) {
    return recipients.stream()
        .filter(outcome -> outcome.disposition() == disposition)
        .map(RecipientOutcome::address)
        .toList();
  }

  @Override
  public String toString() {
    String what =
        failure
            .map(SmtpFailure::classification)
            .map(why -> why.kind() + " / " + why.reason() + " / " + why.stage())
            .orElse("success");
    return what + (kept ? ", kept" : ", closed");
  }
}
