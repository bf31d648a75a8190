package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
  private static final Peer[] JAVA_PEERS = {
    Peer.ANGUS_TUNED, Peer.VERTX, Peer.SPRING, Peer.SIMPLE_JAVA_MAIL, Peer.NITHRIL, Peer.HUBSPOT
  };

  private Targets() {}

  /** A table with a row for each target. */
  public static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add("| target | wanted | measured | |");
    lines.add("|---|---:|---:|---|");
    Stream.of(roundTrips(), limits(), peers(), costs(), sizes(), tls(), crowds())
        .flatMap(List::stream)
        .map(target -> target.row(results))
        .forEach(lines::add);
    return lines;
  }

  private static List<Target> roundTrips() {
    Workload hundred = new Workload(5, Workloads.SMALL, 8, 8, 100, false);
    return List.of(
        trips("ENVELOPE, one recipient", 2, FAR, Peer.SMTP_RA),
        trips("ENVELOPE, 100 recipients", 2, hundred, Peer.SMTP_RA),
        trips("FULL, one recipient", 1, FAR, Peer.SMTP_RA_FULL),
        trips("sendAll of 20", 1.05, FAR, Peer.SMTP_RA_BATCH),
        trips("FULL, sendAll of 100", 0.2, FAR, Peer.SMTP_RA_FULL_BATCH));
  }

  private static List<Target> limits() {
    List<Target> targets = new ArrayList<>();
    for (int sessions : List.of(1, 8, 64)) {
      Workload workload = Workloads.plain(20, Workloads.SMALL, sessions);
      String where = "RTT 20 ms, " + sessions + (sessions == 1 ? " session, " : " sessions, ");
      targets.add(
          rate(
              where + "ENVELOPE: of the bare socket",
              0.95,
              workload,
              Peer.SMTP_RA,
              Peer.BARE_DATA));
      targets.add(
          rate(
              where + "FULL: of the bare socket",
              0.95,
              workload,
              Peer.SMTP_RA_FULL,
              Peer.BARE_BDAT));
      targets.add(
          rate(
              where + "sendAll of 20: of the bare socket",
              0.95,
              workload,
              Peer.SMTP_RA_BATCH,
              Peer.BARE_OVERLAP));
    }
    return targets;
  }

  private static List<Target> peers() {
    List<Target> targets = new ArrayList<>();
    far(targets, "Angus reused", 2, Peer.ANGUS_REUSED);
    far(targets, "Simple Java Mail", 4, Peer.SIMPLE_JAVA_MAIL);
    far(targets, "Vert.x", 1.5, Peer.VERTX);
    far(targets, "nodemailer", 1.1, Peer.NODEMAILER);
    targets.add(rate("RTT 0: of tuned Angus", 2, HERE, Peer.SMTP_RA, Peer.ANGUS_TUNED));
    targets.add(rate("RTT 0: of Angus reused", 4, HERE, Peer.SMTP_RA, Peer.ANGUS_REUSED));
    targets.add(rate("RTT 0, FULL: of tuned Angus", 3, HERE, Peer.SMTP_RA_FULL, Peer.ANGUS_TUNED));
    targets.add(
        rate("RTT 0, FULL: of Angus reused", 6, HERE, Peer.SMTP_RA_FULL, Peer.ANGUS_REUSED));
    return targets;
  }

  /** So much more than a peer in ENVELOPE, and twice that in FULL and with sendAll. */
  private static void far(List<Target> targets, String name, double wanted, Peer peer) {
    targets.add(rate("RTT 20 ms: of " + name, wanted, FAR, Peer.SMTP_RA, peer));
    targets.add(rate("RTT 20 ms, FULL: of " + name, 2 * wanted, FAR, Peer.SMTP_RA_FULL, peer));
    targets.add(
        rate("RTT 20 ms, sendAll of 20: of " + name, 2 * wanted, FAR, Peer.SMTP_RA_BATCH, peer));
  }

  private static List<Target> costs() {
    return List.of(
        Target.atMost(
            "RTT 0: CPU a message, of tuned Angus",
            0.4,
            Figure.of(HERE, Peer.SMTP_RA, Measurement::cpuMicros)
                .dividedBy(Figure.of(HERE, Peer.ANGUS_TUNED, Measurement::cpuMicros))),
        Target.atMost(
            "RTT 0: KiB allocated a message, built and sent",
            12,
            Figure.of(HERE, Peer.SMTP_RA, Measurement::allocatedKiB)));
  }

  private static List<Target> sizes() {
    return List.of(
        Target.atLeast(
            "100 KiB, RTT 0: rate, of the best Java peer",
            5,
            Figure.rate(LONGER, Peer.SMTP_RA).dividedBy(Figure.bestRate(LONGER, JAVA_PEERS))),
        rate(
            "5 MiB: octets a second, of the bare socket",
            0.7,
            LONGEST,
            Peer.SMTP_RA,
            Peer.BARE_DATA));
  }

  private static List<Target> tls() {
    List<Target> targets = new ArrayList<>();
    for (int rtt : List.of(0, 5)) {
      targets.add(
          rate(
              "STARTTLS, a session a message, RTT " + rtt + " ms: of bare JDK sockets",
              1,
              Workloads.encrypted(rtt, Workloads.SMALL, 1),
              Peer.SMTP_RA_EACH,
              Peer.BARE_TLS_EACH));
    }
    targets.add(
        Target.atLeast(
            "RTT 5 ms: rate over TLS, of the plain one",
            0.8,
            Figure.rate(Workloads.encrypted(5, Workloads.SMALL, 8), Peer.SMTP_RA)
                .dividedBy(Figure.rate(NEAR, Peer.SMTP_RA))));
    return targets;
  }

  private static List<Target> crowds() {
    Figure few = Figure.rate(HERE, Peer.SMTP_RA);
    return List.of(
        Target.atMost(
            "64 callers on 8 sessions, RTT 20 ms: p99, of ideal queueing (8 x 2 round trips)",
            1.2,
            Figure.of(Workloads.crowded(20, 64, 8), Peer.SMTP_RA, Measurement::p99Millis)
                .dividedBy(64.0 / 8 * 2 * 20)),
        Target.atLeast(
            "RTT 20 ms: rate of 64 callers on 8 sessions, of that of 8 callers",
            0.95,
            Figure.rate(Workloads.crowded(20, 64, 8), Peer.SMTP_RA)
                .dividedBy(Figure.rate(FAR, Peer.SMTP_RA))),
        Target.atLeast(
            "RTT 0: the lower rate of 1,000 and 10,000 callers on 8 sessions, of that of 8 callers",
            0.9,
            Figure.least(
                    Stream.of(1000, 10_000)
                        .map(callers -> Figure.rate(Workloads.crowded(0, callers, 8), Peer.SMTP_RA))
                        .toList())
                .dividedBy(few)));
  }

  private static Target trips(String name, double wanted, Workload workload, Peer peer) {
    return Target.atMost(
        "round trips, " + name, wanted, Figure.of(workload, peer, Measurement::roundTrips));
  }

  private static Target rate(String name, double wanted, Workload workload, Peer ours, Peer peer) {
    return Target.atLeast(
        name, wanted, Figure.rate(workload, ours).dividedBy(Figure.rate(workload, peer)));
  }
}
