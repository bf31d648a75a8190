package org.smtpra.session;

import org.smtpra.SmtpReply;

/** Takes note of the reply to one command. */
interface ReplyHandler {

  /** Returns false if the commands that have not gone out yet make no sense any more. */
  boolean heard(SmtpReply reply);
}
