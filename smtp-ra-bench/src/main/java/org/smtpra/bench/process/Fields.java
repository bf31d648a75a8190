package org.smtpra.bench.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of {@code name=value} pairs, the language between the benchmark and the processes that
 * it starts. Values have no white space.
 *
 * @param values in the order of the line
 */
public record Fields(Map<String, String> values) {

  /** Reads a line. */
  public static Fields parse(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : line.strip().split(" +", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return new Fields(values);
  }

  /** The line that {@link #parse} reads. */
  public String line() {
    return values.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }

  /** A value. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name + " in: " + line());
    }
    return value;
  }

  /** A whole number. */
  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /** A whole number that fits an int. */
  public int count(String name) {
    return Math.toIntExact(number(name));
  }
}
