package org.smtpra.testkit.chaos.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to one server during a run. Every card of its deck is played before one is played
 * again, so that a short run sees most of them.
 */
final class NemesisPlan {

  private static final int LEAST_PAUSE_MILLIS = 50;
  private static final int MOST_PAUSE_MILLIS = 500;
  private static final int LEAST_LENGTH_MILLIS = 80;
  private static final int MOST_LENGTH_MILLIS = 900;

  private NemesisPlan() {}

  /** The steps of one server, for so long; the same seed and deck make the same steps. */
  static List<NemesisStep> of(ChaosHost host, long seed, Duration duration) {
    SplittableRandom random = new SplittableRandom(seed);
    List<NemesisStep> steps = new ArrayList<>();
    List<String> deck = new ArrayList<>();
    Duration at = Duration.ZERO;
    while (true) {
      if (deck.isEmpty()) {
        deck.addAll(host.deck().keySet());
      }
      NemesisStep step =
          new NemesisStep(
              host.endpointKey(),
              deck.remove(random.nextInt(deck.size())),
              millis(random, LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS),
              millis(random, LEAST_LENGTH_MILLIS, MOST_LENGTH_MILLIS),
              random.nextLong());
      at = at.plus(step.pauseBefore()).plus(step.length());
      if (at.compareTo(duration) > 0) {
        return steps;
      }
      steps.add(step);
    }
  }

  private static Duration millis(SplittableRandom random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }
}
