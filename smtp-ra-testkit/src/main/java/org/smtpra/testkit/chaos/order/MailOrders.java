package org.smtpra.testkit.chaos.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.smtpra.SmtpRecipientPolicy;

/** Makes the messages of a run; the same seed and number make the same message. Thread safe. */
public final class MailOrders {

  /** Every server refuses recipients that begin so, for good. */
  public static final String REFUSED = "bad";

  /** Scripted servers refuse recipients that begin so for now; real ones take them. */
  public static final String DEFERRED = "later";

  private static final int SMALL = 4 * 1024;

  /** Beyond what the adapter holds in memory: it is streamed. */
  private static final int LARGE = 300 * 1024;

  private static final int LONGEST_PAUSE_MILLIS = 40;
  private static final int MOST_IN_A_BATCH = 24;

  private final String run;
  private final long seed;
  private final int batchesPercent;

  /**
   * Begins.
   *
   * @param run the run's name: letters, digits, hyphens
   * @param seed decides about everything
   * @param batchesPercent how many of a hundred calls are batches
   */
  public MailOrders(String run, long seed, int batchesPercent) {
    this.run = run;
    this.seed = seed;
    this.batchesPercent = batchesPercent;
  }

  /** The order of this number, from 1. */
  public MailOrder order(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    return new MailOrder(
        run,
        number,
        recipients(random),
        random.nextInt(10) < 3
            ? SmtpRecipientPolicy.SEND_TO_ACCEPTED
            : SmtpRecipientPolicy.ALL_OR_NOTHING,
        content(random),
        manner(random));
  }

  /**
   * The orders of the call that begins with this number: one, or a batch in the manner of its
   * first. In every other batch each message has a single recipient, so that many of them may be
   * under way at once.
   */
  public List<MailOrder> call(int number) {
    SplittableRandom random = new SplittableRandom(seed * 7_368_787 + number);
    int size = random.nextInt(100) < batchesPercent ? 2 + random.nextInt(MOST_IN_A_BATCH - 1) : 1;
    boolean single = size > 1 && random.nextBoolean();
    MailOrder first = order(number);
    return IntStream.range(number, number + size)
        .mapToObj(this::order)
        .map(order -> single ? order.toOne() : order)
        .map(order -> size > 1 ? order.in(first.manner()) : order)
        .toList();
  }

  private static List<String> recipients(SplittableRandom random) {
    int count = random.nextInt(10) < 6 ? 1 : 2 + random.nextInt(4);
    List<String> recipients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(100);
      String name = kind < 5 ? REFUSED : kind < 7 ? DEFERRED : "customer";
      recipients.add(name + i + "@" + MailOrder.DOMAIN);
    }
    return recipients;
  }

  private static MailOrder.ContentPlan content(SplittableRandom random) {
    int octets = random.nextInt(100) < 3 ? LARGE + random.nextInt(LARGE) : random.nextInt(SMALL);
    return new MailOrder.ContentPlan(random.nextLong(), octets);
  }

  private static MailOrder.Manner manner(SplittableRandom random) {
    int kind = random.nextInt(100);
    Optional<ChaosUser> user =
        switch (kind) {
          case 0, 1 -> Optional.of(ChaosUser.ANNA);
          case 2, 3 -> Optional.of(ChaosUser.BERT);
          case 4, 5 -> Optional.of(ChaosUser.MALLORY);
          default -> Optional.empty();
        };
    Optional<Duration> deadline = some(random, 10, 30, 1_500);
    Optional<Duration> interruptAfter = some(random, 3, 0, 150);
    Duration pause = Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
    boolean background = kind >= 80;
    return new MailOrder.Manner(kind < 14, background, user, deadline, interruptAfter, pause);
  }

  /** A time, for so many of a hundred. */
  private static Optional<Duration> some(
      SplittableRandom random, int percent, int leastMillis, int mostMillis) {
    Duration time = Duration.ofMillis(leastMillis + random.nextInt(mostMillis - leastMillis));
    return random.nextInt(100) < percent ? Optional.of(time) : Optional.empty();
  }
}
