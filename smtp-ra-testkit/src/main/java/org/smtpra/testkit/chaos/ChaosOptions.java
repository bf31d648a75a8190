package org.smtpra.testkit.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run is asked to be.
 *
 * @param seed decides about messages, mischief and settings
 * @param runs how many runs, with the seeds that follow
 * @param duration how long the nemesis plays in each
 * @param threads how many callers there are
 * @param pool how many sessions the pool may have
 * @param hosts how many servers there are, the last one in a tier of its own
 * @param batches how many of a hundred calls are batches, where the subject takes batches
 * @param report where to write the report, if anywhere
 */
public record ChaosOptions(
    long seed,
    int runs,
    Duration duration,
    int threads,
    int pool,
    int hosts,
    int batches,
    Optional<Path> report) {

  /** What the options are for a person. */
  public static final String USAGE =
      "--seed N (1) --runs N (1) --duration 60s (10s) --threads N (16) --pool N (8) --hosts N (3) --batches PERCENT (0) --report FILE";

  /** Refuses what makes no run. */
  public ChaosOptions {
    if (runs < 1
        || threads < 1
        || pool < 1
        || hosts < 1
        || batches < 0
        || duration.isNegative()
        || duration.isZero()) {
      throw new IllegalArgumentException(
          "runs, threads, pool, hosts and duration must be 1 or more, batches 0 or more; allowed are "
              + USAGE);
    }
  }

  /** A short run. */
  public static ChaosOptions of(long seed, Duration duration) {
    return new ChaosOptions(seed, 1, duration, 16, 8, 3, 0, Optional.empty());
  }

  /** Reads a command line. */
  public static ChaosOptions parse(String... arguments) {
    ChaosOptions options = of(1, Duration.ofSeconds(10));
    Iterator<String> words = Arrays.asList(arguments).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!words.hasNext()) {
        throw new IllegalArgumentException(name + " has no value; allowed are " + USAGE);
      }
      options = options.with(name, words.next());
    }
    return options;
  }

  private ChaosOptions with(String name, String value) {
    return switch (name) {
      case "--seed" -> withSeed(Long.parseLong(value));
      case "--runs" ->
          new ChaosOptions(
              seed, Integer.parseInt(value), duration, threads, pool, hosts, batches, report);
      case "--duration" ->
          new ChaosOptions(seed, runs, parseDuration(value), threads, pool, hosts, batches, report);
      case "--threads" ->
          new ChaosOptions(
              seed, runs, duration, Integer.parseInt(value), pool, hosts, batches, report);
      case "--pool" ->
          new ChaosOptions(
              seed, runs, duration, threads, Integer.parseInt(value), hosts, batches, report);
      case "--hosts" ->
          new ChaosOptions(
              seed, runs, duration, threads, pool, Integer.parseInt(value), batches, report);
      case "--batches" ->
          new ChaosOptions(
              seed, runs, duration, threads, pool, hosts, Integer.parseInt(value), report);
      case "--report" ->
          new ChaosOptions(
              seed, runs, duration, threads, pool, hosts, batches, Optional.of(Path.of(value)));
      default -> throw new IllegalArgumentException(name + " is no option; allowed are " + USAGE);
    };
  }

  /** {@code 90s} or {@code 5m}. */
  private static Duration parseDuration(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  /** One of the runs, counted from 0. */
  public ChaosOptions run(int index) {
    return new ChaosOptions(seed + index, 1, duration, threads, pool, hosts, batches, report);
  }

  /** One run with another seed. */
  public ChaosOptions withSeed(long other) {
    return new ChaosOptions(other, 1, duration, threads, pool, hosts, batches, report);
  }

  /** The command line that makes the same run. */
  public String commandLine() {
    return String.format(
        Locale.ROOT,
        "--seed %d --duration %ds --threads %d --pool %d --hosts %d --batches %d",
        seed,
        duration.toSeconds(),
        threads,
        pool,
        hosts,
        batches);
  }
}
