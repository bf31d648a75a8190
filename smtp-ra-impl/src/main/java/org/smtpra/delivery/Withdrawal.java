package org.smtpra.delivery;

import java.util.Optional;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.Consent;

/** What a send asks and tells the one who may call its message off. Thread safe. */
public interface Withdrawal extends Consent {

  /** For a message that nobody calls off but by an interrupt. */
  Withdrawal NONE = Optional::empty;

  /**
   * The message has got its lease.
   *
   * @param ending closes the connection from another thread, without waiting, for this reason
   * @throws SmtpFailure if the message was called off
   */
  default void begins(Ending ending) throws SmtpFailure {}

  /** The lease is about to go back: nobody may close its connection any more. */
  default void ends() {}

  /**
   * Tells whether the message was called off.
   *
   * @return why it gets no further attempt; nothing where it may have one
   */
  default Optional<FailureCause> calledOff() {
    return Optional.empty();
  }

  /**
   * The send has failed for good; from here on it is too late to call the message off.
   *
   * @param last what went wrong last
   * @return what the caller is told: that it was called off, where it was in time
   */
  default SmtpFailure concluded(SmtpFailure last) {
    return last;
  }

  /**
   * Tells whether the outcome is the asker's to count: of several who may know it, the first one's.
   *
   * @return true the first time
   */
  default boolean claimsOutcome() {
    return true;
  }

  /** Closes a connection. */
  @FunctionalInterface
  interface Ending {

    /**
     * Closes it, without waiting.
     *
     * @param why what is reported where the boundary was not crossed
     */
    void end(FailureCause why);
  }
}
