package org.smtpra.standalone.scale;

/**
 * How many of each.
 *
 * @param callers who wait at once
 * @param sessions that are kept in one pool
 */
record ScaleSizes(int callers, int sessions) {

  private static final String CALLERS = "smtpra.scale.callers";
  private static final String SESSIONS = "smtpra.scale.sessions";

  /** What the system properties say; ten thousand and one thousand where they say nothing. */
  static ScaleSizes ofThisRun() {
    return new ScaleSizes(number(CALLERS, 10_000), number(SESSIONS, 1_000));
  }

  private static int number(String property, int most) {
    String text = System.getProperty(property, Integer.toString(most));
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < WaitingFigures.FEW
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          property + "=" + text + " is no whole number from " + WaitingFigures.FEW + " to " + most);
    }
    return Integer.parseInt(text);
  }
}
