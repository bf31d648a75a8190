package org.smtpra.testkit.chaos.law;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.smtpra.testkit.chaos.host.SessionTrace;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.ChaosUser;

/**
 * A password that was refused cools down for all hosts together: servers lock accounts. It is tried
 * once, and once more after each cooldown.
 */
final class WrongPasswordSeldom implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    Duration length = length(record.outcomes());
    int most = 1 + record.pool().cooldowns().mostProbes(length);
    long refused =
        record.hosts().stream()
            .flatMap(host -> host.sessions().stream())
            .filter(session -> isRefused(session, ChaosUser.MALLORY))
            .count();
    return refused <= most
        ? Stream.empty()
        : Stream.of(
            Violation.of(
                this,
                "a wrong password was tried "
                    + refused
                    + " times in "
                    + length.toMillis()
                    + " ms, allowed are "
                    + most));
  }

  private static boolean isRefused(SessionTrace session, ChaosUser user) {
    List<String> lines = session.lines();
    return lines.stream().anyMatch(line -> line.startsWith("S: 535 "))
        && lines.stream().anyMatch(line -> names(line, user));
  }

  /** The user's name is in the response that comes with AUTH. */
  private static boolean names(String line, ChaosUser user) {
    String[] words = line.split(" ", -1);
    if (words.length < 4 || !words[1].equals("AUTH")) {
      return false;
    }
    try {
      String response = new String(Base64.getDecoder().decode(words[3]), StandardCharsets.UTF_8);
      return response.contains(user.userName());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Duration length(List<CallOutcome> outcomes) {
    long first = outcomes.stream().mapToLong(o -> o.time().beganNanos()).min().orElse(0);
    long last = outcomes.stream().mapToLong(o -> o.time().endedNanos()).max().orElse(0);
    return Duration.ofNanos(last - first);
  }
}
