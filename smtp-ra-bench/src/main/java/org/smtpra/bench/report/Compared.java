package org.smtpra.bench.report;

import java.util.Arrays;
import java.util.List;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;

/** What stands side by side in the picture and in the small table. */
final class Compared {
  static final Workload HERE = Workloads.plain(0, Workloads.SMALL, 8);
  static final Workload NEAR = Workloads.plain(5, Workloads.SMALL, 8);
  static final Workload FAR = Workloads.plain(20, Workloads.SMALL, 8);

  /** The same at three round-trip times. */
  static final List<Workload> ALL = List.of(HERE, NEAR, FAR);

  private Compared() {}

  /** Who was measured in any of them: the limits, ours, the others. */
  static List<Peer> peers(Results results) {
    return Arrays.stream(Peer.values())
        .filter(peer -> ALL.stream().anyMatch(workload -> results.peers(workload).contains(peer)))
        .toList();
  }
}
