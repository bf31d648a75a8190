package org.smtpra.transport;

import java.io.IOException;

/** The channel was closed from our side, by another thread, while it was in use. */
public final class ChannelAbortedException extends IOException {

  /** Creates the exception. */
  public ChannelAbortedException() {
    super("the connection was closed by this side");
  }
}
