package org.smtpra.transport;

import java.io.IOException;

/** The calling thread was interrupted; its interrupt status stays set. */
public final class ChannelInterruptedException extends IOException {

  /** Creates the exception. */
  public ChannelInterruptedException() {
    super("the calling thread was interrupted");
  }
}
