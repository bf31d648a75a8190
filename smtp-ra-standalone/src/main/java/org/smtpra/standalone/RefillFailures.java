package org.smtpra.standalone;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.apache.commons.pool2.SwallowedExceptionListener;

/** Logs what the pool's background thread met: nobody else would hear of it. */
final class RefillFailures implements SwallowedExceptionListener {

  private static final Logger LOG = System.getLogger("org.smtpra");

  @Override
  public void onSwallowException(Exception e) {
    LOG.log(
        Level.WARNING, "the pool could not keep minPoolSize connections open: " + e.getMessage());
  }
}
