package org.smtpra.session;

import java.util.Optional;
import org.smtpra.failure.FailureCause;

/** Says whether a message may be completed at the server. Thread safe. */
@FunctionalInterface
public interface Consent {

  /** For a message that nobody calls off. */
  Consent GIVEN = Optional::empty;

  /**
   * Asked right before the write that may complete the message. A consent that is given stands,
   * whatever comes of the write.
   *
   * @return why it must not be completed; nothing where it may be
   */
  Optional<FailureCause> withheld();
}
