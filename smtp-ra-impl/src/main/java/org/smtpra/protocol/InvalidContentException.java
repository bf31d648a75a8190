package org.smtpra.protocol;

import java.io.IOException;

/** The message holds something SMTP cannot carry; no server can be asked to take it. */
public final class InvalidContentException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong and in which line.
   *
   * @param problem for instance {@code NUL octet}
   * @param line number of the line in the message, from 1
   */
  public InvalidContentException(String problem, long line) {
    super("invalid message content, line " + line + ": " + problem);
  }
}
