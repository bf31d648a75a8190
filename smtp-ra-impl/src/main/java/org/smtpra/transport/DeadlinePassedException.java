package org.smtpra.transport;

import java.io.IOException;

/** The peer, or a name server, did not do its part in time. */
public final class DeadlinePassedException extends IOException {

  /**
   * Creates the exception.
   *
   * @param waitedFor what did not come
   */
  public DeadlinePassedException(String waitedFor) {
    super("timed out " + waitedFor);
  }
}
