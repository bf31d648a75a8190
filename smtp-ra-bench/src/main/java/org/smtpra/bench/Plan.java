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
    long warming =
        peers.stream().filter(this::isMeasured).count() * (options.warmUpSeconds() * 1000L + 1000);
    long each = OVERHEAD_MILLIS + options.settleMillis() + options.millis();
    return Duration.ofMillis(warming + each * measurements());
  }

  private boolean isMeasured(Peer peer) {
    return options.workloads().stream().anyMatch(peer::measures);
  }
}
