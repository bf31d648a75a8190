package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/** All that was measured, in the order of measuring. For one thread. */
public final class Results {
  private final Map<Workload, Map<Peer, List<Measurement>>> rounds = new LinkedHashMap<>();
  private final Map<Workload, Map<Peer, String>> failures = new LinkedHashMap<>();

  /** Adds a round of a sender. */
  public void add(Workload workload, Peer peer, Measurement measurement) {
    rounds
        .computeIfAbsent(workload, any -> new LinkedHashMap<>())
        .computeIfAbsent(peer, any -> new ArrayList<>())
        .add(measurement);
  }

  /** Says why a sender has no figure. */
  public void fail(Workload workload, Peer peer, String reason) {
    rounds.computeIfAbsent(workload, any -> new LinkedHashMap<>());
    failures
        .computeIfAbsent(workload, any -> new LinkedHashMap<>())
        .put(peer, reason.replaceAll("\\s+", " "));
  }

  Set<Workload> workloads() {
    return rounds.keySet();
  }

  Map<Peer, String> failures(Workload workload) {
    return failures.getOrDefault(workload, Map.of());
  }

  /** The medians of a workload. */
  Map<Peer, Measurement> medians(Workload workload) {
    Map<Peer, Measurement> medians = new LinkedHashMap<>();
    rounds
        .getOrDefault(workload, Map.of())
        .forEach((peer, measured) -> medians.put(peer, Measurement.median(measured)));
    return medians;
  }

  /** The median of one sender, if it was measured. */
  Optional<Measurement> median(Workload workload, Peer peer) {
    return Optional.ofNullable(medians(workload).get(peer));
  }

  /** Each round of a sender. */
  List<Measurement> rounds(Workload workload, Peer peer) {
    return rounds.getOrDefault(workload, Map.of()).getOrDefault(peer, List.of());
  }

  /** Who was measured under a workload, in order. */
  Set<Peer> peers(Workload workload) {
    return rounds.getOrDefault(workload, Map.of()).keySet();
  }
}
