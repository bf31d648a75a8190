package org.smtpra.it.figures;

/**
 * How long and how often is measured.
 *
 * @param warmUpMillis for each side before its first measurement
 * @param millis of each measurement
 * @param rounds of each side, in turns
 */
record Plan(long warmUpMillis, long millis, int rounds) {

  private static final String WARM_UP = "smtpra.inside.warmup";
  private static final String SECONDS = "smtpra.inside.seconds";
  private static final String ROUNDS = "smtpra.inside.rounds";
  private static final int MOST_SECONDS = 60;
  private static final int MOST_ROUNDS = 25;

  /** The build ends a run of application servers after 25 minutes. */
  private static final long MOST_SECONDS_IN_ALL = 20 * 60;

  /** What the system properties say: 25 seconds, 10 seconds, 3 rounds where they say nothing. */
  static Plan ofThisRun() {
    Plan plan =
        new Plan(
            1000L * number(WARM_UP, 25, MOST_SECONDS),
            1000L * number(SECONDS, 10, MOST_SECONDS),
            number(ROUNDS, 3, MOST_ROUNDS));
    if (plan.seconds() > MOST_SECONDS_IN_ALL) {
      throw new IllegalArgumentException(
          String.join(", ", WARM_UP, SECONDS, ROUNDS)
              + ": together "
              + plan.seconds()
              + " s, which is more than "
              + MOST_SECONDS_IN_ALL);
    }
    return plan;
  }

  /** Two sides send and lease to warm up; each has two measurements of sends, two half as long. */
  private long seconds() {
    return (4 * warmUpMillis + 6L * rounds * millis) / 1000;
  }

  private static int number(String property, int otherwise, int most) {
    String text = System.getProperty(property, Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          property + "=" + text + " is no whole number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }
}
