package org.smtpra.standalone.outage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.smtpra.SmtpFailureReason;

/**
 * What became of some sends.
 *
 * @param sends one entry each
 */
record Tally(List<Send> sends) {

  Tally {
    sends = List.copyOf(sends);
  }

  /**
   * One send.
   *
   * @param endpointKey who took it, or an empty text
   * @param failure why it failed; nothing for success
   * @param took how long it took
   */
  record Send(String endpointKey, Optional<SmtpFailureReason> failure, Duration took) {}

  Tally and(Tally more) {
    List<Send> all = new ArrayList<>(sends);
    all.addAll(more.sends);
    return new Tally(all);
  }

  int attempts() {
    return sends.size();
  }

  long failures() {
    return sends.stream().filter(send -> send.failure().isPresent()).count();
  }

  long successes() {
    return attempts() - failures();
  }

  /** Sends that failed without any attempt to connect, because every host was left alone. */
  long suppressed() {
    return sends.stream()
        .filter(send -> send.failure().equals(Optional.of(SmtpFailureReason.NO_HOST_AVAILABLE)))
        .count();
  }

  long successesBy(String endpointKey) {
    return sends.stream()
        .filter(send -> send.failure().isEmpty() && send.endpointKey().equals(endpointKey))
        .count();
  }

  String reasons() {
    return sends.stream()
        .flatMap(send -> send.failure().stream())
        .collect(Collectors.groupingBy(r -> r, java.util.TreeMap::new, Collectors.counting()))
        .toString();
  }

  Duration slowest() {
    return sends.stream().map(Send::took).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
