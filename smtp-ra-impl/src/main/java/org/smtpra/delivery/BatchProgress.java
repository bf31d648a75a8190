package org.smtpra.delivery;

import java.lang.System.Logger;
import java.util.concurrent.locks.ReentrantLock;
import org.smtpra.SmtpBatchListener;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.event.LogMessage;

/** Tells a batch's listener, one message after the other, and bears with it. Thread safe. */
final class BatchProgress {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final SmtpBatchListener listener;
  private final int total;
  private final ReentrantLock telling = new ReentrantLock();
  private int decided; // guarded by the lock
  private boolean failed; // guarded by the lock

  BatchProgress(SmtpBatchListener listener, int total) {
    this.listener = listener;
    this.total = total;
  }

  void tell(SmtpSendOutcome outcome) {
    telling.lock();
    try {
      listener.decided(outcome, ++decided, total);
    } catch (RuntimeException | Error e) {
      if (!failed) {
        failed = true;
        LogMessage.LISTENER_FAILED.to(LOG, e, listener);
      }
    } finally {
      telling.unlock();
    }
  }
}
