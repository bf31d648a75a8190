package org.smtpra.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a property may be set to: the words that tell the administrator, and the limits behind them.
 *
 * @param text follows "allowed is" in a problem
 * @param words the values to choose from; empty if there is no fixed set
 * @param minimum the least number, in milliseconds for a duration
 * @param maximum the greatest number, in milliseconds for a duration
 */
record AllowedValues(String text, List<String> words, long minimum, long maximum) {

  /** No session, wait or lease of a healthy system lasts a day; it also fits a socket time-out. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,9})?");

  static AllowedValues text(String text) {
    return new AllowedValues(text, List.of(), 0, 0);
  }

  static AllowedValues oneOf(Enum<?>[] choices) {
    List<String> words = Arrays.stream(choices).map(Enum::name).toList();
    return new AllowedValues("one of " + String.join(", ", words), words, 0, 0);
  }

  static AllowedValues yesOrNo() {
    return new AllowedValues("true or false", List.of("true", "false"), 0, 0);
  }

  static AllowedValues someOf(String reason, String... words) {
    return new AllowedValues(
        "one or more of " + String.join(", ", words) + ", separated by commas" + reason,
        List.of(words),
        0,
        0);
  }

  static AllowedValues numbers(int minimum, int maximum) {
    return new AllowedValues(
        "a whole number from " + minimum + " to " + maximum, List.of(), minimum, maximum);
  }

  /** Numbers with a fraction; the example shows how one is written. */
  static AllowedValues decimals(int minimum, int maximum, String example) {
    return new AllowedValues(
        "a number from " + minimum + " to " + maximum + ", such as " + example,
        List.of(),
        minimum,
        maximum);
  }

  static AllowedValues durations(Duration minimum) {
    return new AllowedValues(
        "a duration with a unit, such as 500ms, 15s, 2m, 1h, from "
            + DurationText.format(minimum)
            + " to "
            + DurationText.format(LONGEST),
        List.of(),
        minimum.toMillis(),
        LONGEST.toMillis());
  }

  /** The word in the spelling of the table, whatever case it was typed in. */
  Optional<String> word(String typed) {
    return words.stream().filter(typed::equalsIgnoreCase).findFirst();
  }

  boolean includes(long number) {
    return minimum <= number && number <= maximum;
  }

  /** A number with a fraction, if that is what was typed and it is allowed. */
  OptionalDouble decimal(String typed) {
    if (!DECIMAL.matcher(typed).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(typed);
    return minimum <= number && number <= maximum
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }
}
