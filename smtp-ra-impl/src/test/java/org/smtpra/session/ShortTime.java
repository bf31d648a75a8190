package org.smtpra.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.smtpra.failure.SmtpFailure;

/**
 * Plays what waits for a time limit. On a machine that stands still for a moment a short one passes
 * in a wrong place: what fails with it is played once more with a long one, and that counts.
 */
final class ShortTime {

  private static final Logger LOG = System.getLogger(ShortTime.class.getName());
  private static final Duration SHORT = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofSeconds(4);

  private ShortTime() {}

  interface Play {
    void within(Duration limit) throws Exception;
  }

  static void play(Play play) throws Exception {
    try {
      play.within(SHORT);
    } catch (AssertionError | SmtpFailure e) {
      LOG.log(Level.INFO, "played again with a limit of " + LONG.toSeconds() + " s", e);
      play.within(LONG);
    }
  }
}
