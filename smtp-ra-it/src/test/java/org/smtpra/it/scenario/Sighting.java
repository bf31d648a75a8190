package org.smtpra.it.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How soon an outage of a mail server and its end were seen.
 *
 * @param down from the end of the mail server until a figure said so, while the application sent
 * @param session from its return until the adapter had a session again, while nobody sent
 * @param up from its return until the figure said so
 */
record Sighting(Duration down, Duration session, Duration up) {

  private static final String SEEN = "seen ";

  /** As a test reports it to JUnit's listeners. */
  Map<String, String> report(String where) {
    return Map.of(SEEN + where, text());
  }

  /** Where something was seen, if this key of a report says so; else an empty text. */
  static String where(String key) {
    return key.startsWith(SEEN) ? key.substring(SEEN.length()) : "";
  }

  /** Milliseconds, in the order of the components. */
  String text() {
    return down.toMillis() + " " + session.toMillis() + " " + up.toMillis();
  }

  /** What {@link #text} has written. */
  static Sighting parse(String text) {
    List<Duration> times =
        List.of(text.split(" ")).stream().map(Long::valueOf).map(Duration::ofMillis).toList();
    return new Sighting(times.get(0), times.get(1), times.get(2));
  }
}
