package org.smtpra.it.figures.load;

import java.util.Properties;

/**
 * What one caller did.
 *
 * @param calls sends, or leases taken and given back
 * @param nanos from the first to the last
 * @param allocatedOctets by the caller's thread meanwhile
 * @param times how long the calls took, in words of {@code Times}; empty where that was not asked
 */
public record CallerFigures(long calls, long nanos, long allocatedOctets, String times) {

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException if it is the text of a failure
   */
  public static CallerFigures read(Properties answer) {
    if (answer.containsKey("failure")) {
      throw new IllegalStateException(answer.getProperty("failure"));
    }
    return new CallerFigures(
        Long.parseLong(answer.getProperty("calls")),
        Long.parseLong(answer.getProperty("nanos")),
        Long.parseLong(answer.getProperty("allocatedOctets")),
        answer.getProperty("times"));
  }

  Properties write() {
    Properties answer = new Properties();
    answer.setProperty("calls", Long.toString(calls));
    answer.setProperty("nanos", Long.toString(nanos));
    answer.setProperty("allocatedOctets", Long.toString(allocatedOctets));
    answer.setProperty("times", times);
    return answer;
  }
}
