package org.smtpra.standalone.interop;

import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendStage;

/** The moments of a lockstep conversation at which a server is killed. */
enum KillMoment {
  EHLO("EHLO ", SmtpSendStage.EHLO),
  MAIL("MAIL ", SmtpSendStage.MAIL_FROM),
  RCPT("RCPT ", SmtpSendStage.RCPT_TO),
  DATA("DATA", SmtpSendStage.DATA),
  /** A line far within the content. */
  CONTENT(HaltingContent.MIDDLE, SmtpSendStage.CONTENT),
  /** The server has all but the final dot. */
  BEFORE_THE_DOT(".", SmtpSendStage.FINAL_REPLY),
  /** The server has it all and may have answered. */
  BEHIND_THE_DOT(".", SmtpSendStage.FINAL_REPLY);

  private final String line;
  private final SmtpSendStage stage;

  KillMoment(String line, SmtpSendStage stage) {
    this.line = line;
    this.stage = stage;
  }

  /** Whether the client's line is the one. */
  boolean isAt(String said) {
    boolean dot = line.equals(".");
    return dot ? said.equals(line) : said.startsWith(line);
  }

  /** Whether the server still gets the line. */
  boolean killsBehindTheLine() {
    return this == BEHIND_THE_DOT;
  }

  SmtpSendStage stage() {
    return stage;
  }

  /** As what it must be reported. */
  SmtpFailureKind kind() {
    return stage == SmtpSendStage.FINAL_REPLY
        ? SmtpFailureKind.UNKNOWN_AFTER_DATA
        : SmtpFailureKind.RETRYABLE_BEFORE_SEND;
  }
}
