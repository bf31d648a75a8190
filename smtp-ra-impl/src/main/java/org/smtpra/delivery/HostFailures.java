package org.smtpra.delivery;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.smtpra.SmtpFailureReason;
import org.smtpra.failure.SmtpFailure;

/** Makes one failure of those of all hosts that were tried. */
final class HostFailures {

  private HostFailures() {}

  /**
   * Being told to stop decides, else the failure that leaves most hope: while one host may come
   * back, the message may be sent again. The text names what every host said.
   */
  static SmtpFailure combine(List<SmtpFailure> failures) {
    SmtpFailure deciding =
        first(failures, HostFailures::stopsTheSearch)
            .or(() -> first(failures, failure -> failure.classification().safeToSendAgain()))
            .orElse(failures.get(0));
    if (failures.size() == 1) {
      return deciding;
    }
    String text = failures.stream().map(SmtpFailure::getMessage).collect(Collectors.joining("; "));
    SmtpFailure combined =
        new SmtpFailure(
                "no host accepted a session: " + text,
                deciding.classification(),
                deciding.getCause())
            .in(deciding.endpointKey(), deciding.transcript());
    failures.stream().filter(other -> other != deciding).forEach(combined::addSuppressed);
    return combined;
  }

  private static Optional<SmtpFailure> first(
      List<SmtpFailure> failures, Predicate<SmtpFailure> wanted) {
    return failures.stream().filter(wanted).findFirst();
  }

  /** Tells whether no other host is to be tried. */
  static boolean stopsTheSearch(SmtpFailure failure) {
    SmtpFailureReason reason = failure.classification().reason();
    return reason == SmtpFailureReason.CANCELLED || reason == SmtpFailureReason.SHUTDOWN;
  }
}
