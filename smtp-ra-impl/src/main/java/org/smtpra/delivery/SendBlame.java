package org.smtpra.delivery;

import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.failure.Throttling;
import org.smtpra.host.HostPlace;
import org.smtpra.transport.Deadline;

/** What a failed send, that no stale session explains, says about its host. */
final class SendBlame {

  private SendBlame() {}

  static void tell(HostPlace place, SmtpFailure failure, Deadline limit) {
    SmtpFailureClassification what = failure.classification();
    Throttling.of(what).ifPresent(place::throttled);
    if (HostFailures.stopsTheSearch(failure) || limit.hasPassed()) {
      return;
    }
    if (isTurnedAway(what)) {
      place.turnedAway(failure);
    } else if (isBroken(what)) {
      place.struck(failure);
    }
  }

  /** RFC 5321 section 3.8: a server that is closing down may say so at any command. */
  private static boolean isTurnedAway(SmtpFailureClassification what) {
    return what.stage() == SmtpSendStage.MAIL_FROM
        && what.reply().filter(reply -> reply.code() == 421).isPresent();
  }

  private static boolean isBroken(SmtpFailureClassification what) {
    if (what.kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      return true;
    }
    return what.kind() == SmtpFailureKind.RETRYABLE_BEFORE_SEND
        && switch (what.reason()) {
          case CONNECTION_LOST, TIMEOUT, PROTOCOL_ERROR -> true;
          default -> false;
        };
  }
}
