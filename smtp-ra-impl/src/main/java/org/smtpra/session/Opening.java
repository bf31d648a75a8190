package org.smtpra.session;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.FailureCause;
import org.smtpra.transport.Attempt;

/**
 * A handle on the sessions that one piece of work opens: any thread may call them off, whether one
 * is just being opened (name, connection, TLS, greeting, EHLO, AUTH) or is open. Thread safe.
 */
public final class Opening {

  private final Attempt attempt = new Attempt();
  private final AtomicReference<@Nullable FailureCause> cause = new AtomicReference<>();

  /** Creates a handle for work that nobody has called off. */
  public Opening() {}

  /**
   * Closes the connection at once, without waiting, and lets no other be opened. What is running
   * ends by its stage.
   *
   * @param why what it reports; the first one counts
   */
  public void abort(FailureCause why) {
    cause.compareAndSet(null, why);
    attempt.callOff();
  }

  Attempt attempt() {
    return attempt;
  }

  boolean isAborted() {
    return cause.get() != null;
  }

  /** Why it was called off; where it was not, what else went wrong. */
  FailureCause causeOr(FailureCause other) {
    FailureCause why = cause.get();
    return why == null ? other : why;
  }

  /** From here on a conversation is what must be ended. */
  void over(Conversation conversation) {
    attempt.endsWith(() -> conversation.abort(causeOr(FailureCause.SHUTDOWN)));
  }
}
