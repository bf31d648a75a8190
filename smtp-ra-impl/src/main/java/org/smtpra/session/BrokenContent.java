package org.smtpra.session;

import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;

/** The failure of content that stopped on our side while it was being sent. */
final class BrokenContent {

  private BrokenContent() {}

  /** A part is out and cannot be taken back: the connection ends before the message is complete. */
  static SmtpFailure unfinished(Conversation conversation, Exception e) {
    return conversation.unfinished(cause(e), text(e), e);
  }

  /** Nothing incomplete is out: the session can go on. */
  static SmtpFailure betweenChunks(Conversation conversation, Exception e) {
    return conversation.unsendable(SmtpSendStage.CONTENT, cause(e), text(e), e);
  }

  private static FailureCause cause(Exception e) {
    return e instanceof UndeclaredOctetsException
        ? FailureCause.EXTENSION_MISSING
        : FailureCause.MESSAGE_INVALID;
  }

  private static String text(Exception e) {
    return "the message could not be written: " + Causes.text(e);
  }
}
