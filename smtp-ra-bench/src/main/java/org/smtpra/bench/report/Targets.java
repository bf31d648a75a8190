package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;

/** The targets, and whether a run has met them. */
public final class Targets {
  private static final Workload FAR = Workloads.plain(20, Workloads.SMALL, 8);
  private static final Workload NEAR = Workloads.plain(5, Workloads.SMALL, 8);
  private static final Workload HERE = Workloads.plain(0, Workloads.SMALL, 8);
  private static final Workload LONGER = Workloads.plain(0, Workloads.MEDIUM, 8);
  private static final Workload LONGEST = Workloads.plain(0, Workloads.LARGE, 1);

  private Targets() {}

  /** A table with a row for each target. */
  public static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add("| target | wanted | measured | |");
    lines.add("|---|---:|---:|---|");
    for (Target target : all()) {
      lines.add(target.row(results));
    }
    return lines;
  }

  private static List<Target> all() {
    List<Target> targets = new ArrayList<>(roundTrips());
    targets.addAll(farAway());
    targets.addAll(here());
    targets.addAll(others());
    return targets;
  }

  private static List<Target> roundTrips() {
    return List.of(
        Target.atMost(
            "round trips, ENVELOPE, one recipient",
            2.0,
            figure(FAR, Peer.SMTP_RA, Measurement::roundTrips)),
        Target.atMost(
            "round trips, FULL, one recipient",
            1.0,
            figure(FAR, Peer.SMTP_RA_FULL, Measurement::roundTrips)),
        Target.atMost(
            "round trips, sendAll of 20",
            1.05,
            figure(FAR, Peer.SMTP_RA_BATCH, Measurement::roundTrips)),
        Target.atMost(
            "round trips, ENVELOPE, 100 recipients",
            2.0,
            figure(
                new Workload(5, Workloads.SMALL, 8, 8, 100, false),
                Peer.SMTP_RA,
                Measurement::roundTrips)));
  }

  private static List<Target> farAway() {
    List<Target> targets = new ArrayList<>();
    for (int sessions : List.of(1, 8, 64)) {
      Workload workload = Workloads.plain(20, Workloads.SMALL, sessions);
      targets.add(
          Target.atLeast(
              "RTT 20 ms, " + sessions + " sessions, ENVELOPE: rate of the bare socket (DATA)",
              0.95,
              ratio(workload, Peer.SMTP_RA, Peer.BARE_DATA)));
      targets.add(
          Target.atLeast(
              "RTT 20 ms, " + sessions + " sessions, FULL: rate of the bare socket (BDAT)",
              0.95,
              ratio(workload, Peer.SMTP_RA_FULL, Peer.BARE_BDAT)));
      targets.add(
          Target.atLeast(
              "RTT 20 ms, " + sessions + " sessions, sendAll of 20: rate of the bare socket",
              0.95,
              ratio(workload, Peer.SMTP_RA_BATCH, Peer.BARE_OVERLAP)));
    }
    targets.add(rate("RTT 20 ms: of Angus reused", 2, FAR, Peer.SMTP_RA, Peer.ANGUS_REUSED));
    targets.add(
        rate("RTT 20 ms: of Simple Java Mail", 4, FAR, Peer.SMTP_RA, Peer.SIMPLE_JAVA_MAIL));
    targets.add(rate("RTT 20 ms: of Vert.x", 1.5, FAR, Peer.SMTP_RA, Peer.VERTX));
    return targets;
  }

  private static List<Target> here() {
    return List.of(
        rate("RTT 0: of tuned Angus", 2, HERE, Peer.SMTP_RA, Peer.ANGUS_TUNED),
        rate("RTT 0: of Angus reused", 4, HERE, Peer.SMTP_RA, Peer.ANGUS_REUSED),
        rate("RTT 0, FULL: of tuned Angus", 3, HERE, Peer.SMTP_RA_FULL, Peer.ANGUS_TUNED),
        rate("RTT 0, FULL: of Angus reused", 6, HERE, Peer.SMTP_RA_FULL, Peer.ANGUS_REUSED),
        Target.atMost(
            "RTT 0: CPU a message, of tuned Angus",
            0.4,
            ratio(HERE, Peer.SMTP_RA, Peer.ANGUS_TUNED, Measurement::cpuMicros)),
        Target.atMost(
            "RTT 0: KiB allocated a message",
            12,
            figure(HERE, Peer.SMTP_RA, Measurement::allocatedKiB)),
        rate("100 KiB: of tuned Angus", 5, LONGER, Peer.SMTP_RA, Peer.ANGUS_TUNED),
        rate("100 KiB: of Vert.x", 5, LONGER, Peer.SMTP_RA, Peer.VERTX),
        rate("5 MiB: of the bare socket", 0.7, LONGEST, Peer.SMTP_RA, Peer.BARE_DATA));
  }

  private static List<Target> others() {
    return List.of(
        Target.atLeast(
            "RTT 5 ms: rate over TLS, of the plain one",
            0.8,
            results -> {
              Optional<Double> tls =
                  figure(
                          Workloads.encrypted(5, Workloads.SMALL, 8),
                          Peer.SMTP_RA,
                          Measurement::messagesPerSecond)
                      .apply(results);
              return figure(NEAR, Peer.SMTP_RA, Measurement::messagesPerSecond)
                  .apply(results)
                  .flatMap(plain -> tls.map(encrypted -> encrypted / plain));
            }),
        Target.atMost(
            "64 callers on 8 sessions, RTT 20 ms: p99 of ideal queueing (8 x 2 round trips)",
            1.2,
            results ->
                figure(Workloads.crowded(20, 64, 8), Peer.SMTP_RA, Measurement::p99Millis)
                    .apply(results)
                    .map(millis -> millis / (64.0 / 8 * 2 * 20))),
        Target.atLeast(
            "RTT 0: rate with 1,000 callers on 8 sessions, of that with 8",
            0.9,
            results ->
                figure(Workloads.crowded(0, 1000, 8), Peer.SMTP_RA, Measurement::messagesPerSecond)
                    .apply(results)
                    .flatMap(
                        crowd ->
                            figure(HERE, Peer.SMTP_RA, Measurement::messagesPerSecond)
                                .apply(results)
                                .map(few -> crowd / few))));
  }

  private static Target rate(String name, double wanted, Workload workload, Peer ours, Peer peer) {
    return Target.atLeast(name, wanted, ratio(workload, ours, peer));
  }

  private static Function<Results, Optional<Double>> ratio(
      Workload workload, Peer ours, Peer peer) {
    return ratio(workload, ours, peer, Measurement::messagesPerSecond);
  }

  private static Function<Results, Optional<Double>> ratio(
      Workload workload, Peer ours, Peer peer, ToDoubleFunction<Measurement> figure) {
    return results ->
        figure(workload, ours, figure)
            .apply(results)
            .flatMap(
                mine -> figure(workload, peer, figure).apply(results).map(theirs -> mine / theirs));
  }

  private static Function<Results, Optional<Double>> figure(
      Workload workload, Peer peer, ToDoubleFunction<Measurement> figure) {
    return results -> results.median(workload, peer).map(figure::applyAsDouble);
  }
}
