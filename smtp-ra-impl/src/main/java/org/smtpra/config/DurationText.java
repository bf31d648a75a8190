package org.smtpra.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as administrators write them: {@code 500ms}, {@code 15s}, {@code 2m}, {@code 1h}. */
final class DurationText {

  /** Twelve digits of hours are far beyond every ceiling and cannot overflow a Duration. */
  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,12})(ms|s|m|h)", Pattern.CASE_INSENSITIVE);

  private DurationText() {}

  /** Reads a whole number with its unit; only zero may stand without one. */
  static Optional<Duration> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = SHAPE.matcher(trimmed);
    return matcher.matches()
        ? Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2))))
        : Optional.empty();
  }

  private static ChronoUnit unit(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      default -> ChronoUnit.HOURS;
    };
  }

  /** Writes a duration in the largest unit that leaves no fraction, a full minute as {@code 1m}. */
  static String format(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
