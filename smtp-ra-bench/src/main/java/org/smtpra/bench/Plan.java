package org.smtpra.bench;

import java.time.Duration;
import java.util.List;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/**
 * Who is measured under what, and how long that takes.
 *
 * @param options of the command line
 * @param peers that can be started here
 */
record Plan(BenchOptions options, List<Peer> peers) {
  /** What connecting, closing and the last calls take, on average; seen in runs. */
  private static final long OVERHEAD_MILLIS = 600;

  /** The senders of one workload. */
  List<Peer> peers(Workload workload) {
    return peers.stream().filter(peer -> peer.measures(workload)).toList();
  }

  int measurements() {
    return options.rounds()
        * options.workloads().stream().mapToInt(workload -> peers(workload).size()).sum();
  }

  /** About how long it takes. */
  Duration estimate() {
    long processes = peers.stream().filter(this::isMeasured).count();
    long measuring =
        options.rounds()
            * options.workloads().stream()
                .mapToLong(
                    workload ->
                        peers(workload).size()
                            * (OVERHEAD_MILLIS + options.settleMillis() + options.millis(workload)))
                .sum();
    return Duration.ofMillis(
        processes * (options.warmUpSeconds() * 1000L + OVERHEAD_MILLIS)
            + fresh() * (options.freshMillis() - options.settleMillis())
            + measuring);
  }

  /** How often a process meets a size, or TLS, that it was not warmed up with. */
  private long fresh() {
    return peers.stream()
        .mapToLong(
            peer ->
                options.workloads().stream()
                    .filter(peer::measures)
                    .map(Workload::path)
                    .filter(path -> !path.equals(peer.warmUp().path()))
                    .distinct()
                    .count())
        .sum();
  }

  private boolean isMeasured(Peer peer) {
    return options.workloads().stream().anyMatch(peer::measures);
  }
}
