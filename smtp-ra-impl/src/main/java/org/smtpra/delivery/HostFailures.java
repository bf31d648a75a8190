package org.smtpra.delivery;

import java.util.List;
import java.util.stream.Collectors;
import org.smtpra.failure.SmtpFailure;

/** Makes one failure of those of all hosts that were tried. */
final class HostFailures {

  private HostFailures() {}

  /**
   * The failure that leaves most hope decides: while one host may come back, the message may be
   * sent again. Its text names what every host said.
   */
  static SmtpFailure combine(List<SmtpFailure> failures) {
    SmtpFailure deciding =
        failures.stream()
            .filter(failure -> failure.classification().safeToSendAgain())
            .findFirst()
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
}
