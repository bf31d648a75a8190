package org.smtpra.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.smtpra.failure.SmtpFailure;

/**
 * Plays what waits for a time limit. On a machine that stands still for a moment a short one passes
 * in a wrong place: what fails with it is played once more with a long one, and that counts.
 */
final class ShortTime {

  static final Duration SHORT = Duration.ofMillis(800);
  static final Duration LONG = Duration.ofSeconds(4);

  /** A whole reply that drips takes longer than the long limit, an octet less than the short. */
  static final Duration DRIP = Duration.ofMillis(400);

  /**
   * Begins what no slow machine is an excuse for: a message taken twice, or a report that is not
   * true. It is never played again.
   */
  static final String UNTRUE = "UNTRUE: ";

  /** Not one of the adapter's: other tests count what those log. */
  private static final Logger LOG = System.getLogger("test.ShortTime");

  private ShortTime() {}

  interface Play {
    void within(Duration limit) throws Exception;
  }

  static void play(Play play) throws Exception {
    try {
      play.within(SHORT);
    } catch (AssertionError | SmtpFailure e) {
      LOG.log(Level.INFO, "played again", e);
      play.within(LONG);
    }
  }

  /** The same for plays that say what broke the law. */
  static List<String> breaches(Function<Duration, List<String>> play) {
    List<String> breaches = play.apply(SHORT);
    return mayBePlayedAgain(breaches) ? play.apply(LONG) : breaches;
  }

  static boolean mayBePlayedAgain(List<String> breaches) {
    boolean again =
        !breaches.isEmpty() && breaches.stream().noneMatch(breach -> breach.startsWith(UNTRUE));
    if (again) {
      LOG.log(Level.INFO, "played again: {0}", breaches);
    }
    return again;
  }
}
