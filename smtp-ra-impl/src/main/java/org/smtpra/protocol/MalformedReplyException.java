package org.smtpra.protocol;

import java.io.IOException;

/** The server sent something that is not an SMTP reply. The session cannot go on. */
public final class MalformedReplyException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int SHOWN_CHARS = 200;

  /**
   * Says what is wrong and shows the offending text, made printable and cut to 200 characters.
   *
   * @param problem what is wrong, for instance {@code line without a reply code}
   * @param text what the server sent, as it came
   */
  public MalformedReplyException(String problem, String text) {
    super(
        "malformed SMTP reply, "
            + problem
            + ": \""
            + PrintableText.truncated(text, SHOWN_CHARS)
            + "\"");
  }
}
