package org.smtpra.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;

/**
 * How a window ended.
 *
 * @param terms of the session
 * @param over why the conversation is over; null where it goes on
 * @param outOfStep whether a reply came in the wrong place: then none of the window is believed
 * @param confirmed whether the mark behind the window has proven every reply to be in its place
 */
record WindowEnding(Terms terms, @Nullable SmtpFailure over, boolean outOfStep, boolean confirmed) {

  /** Of a message on which there is no verdict. */
  SmtpFailure failure() {
    return Objects.requireNonNull(over, "a reason, as a verdict is missing");
  }

  /** Of a message whose content was refused. A server that does not know BDAT must be confirmed. */
  SmtpFailure refused(SmtpReply verdict) {
    if (!HostQuirks.meansUnknown(verdict)) {
      return terms.conversation().situation().refused(SmtpSendStage.FINAL_REPLY, verdict, "");
    }
    return confirmed ? terms.quirks().unknown(verdict, terms.conversation()) : failure();
  }
}
