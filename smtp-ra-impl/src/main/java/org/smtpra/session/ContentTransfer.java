package org.smtpra.session;

import org.smtpra.SmtpReply;
import org.smtpra.failure.SmtpFailure;

/** A way to bring envelope and content to the server. */
sealed interface ContentTransfer permits DataTransfer, BdatTransfer, OneFlushTransfer {

  /** Sends all of it and returns the final reply, whatever it says. */
  SmtpReply send(MessageContent content, CommandGroup envelope) throws SmtpFailure;
}
