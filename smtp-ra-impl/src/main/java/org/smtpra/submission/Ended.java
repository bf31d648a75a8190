package org.smtpra.submission;

import java.util.concurrent.CompletionStage;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;

/** A message that got no further than its submission. Immutable. */
final class Ended implements SmtpSubmission {

  private final ToldStage stage;

  Ended(SmtpSendFailedException why) {
    stage = ToldStage.ofFailed(why);
  }

  @Override
  public CompletionStage<SmtpSendResult> stage() {
    return stage;
  }

  @Override
  public boolean cancel() {
    return false;
  }
}
