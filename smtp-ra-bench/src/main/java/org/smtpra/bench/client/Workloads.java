package org.smtpra.bench.client;

import java.util.ArrayList;
import java.util.List;

/** The workloads that are compared. */
public final class Workloads {
  /** 2 KiB. */
  public static final int SMALL = 2 << 10;

  /** 100 KiB. */
  public static final int MEDIUM = 100 << 10;

  /** 5 MiB. */
  public static final int LARGE = 5 << 20;

  private Workloads() {}

  /** The same number of callers and sessions, one recipient, no TLS. */
  public static Workload plain(int rttMillis, int octets, int sessions) {
    return new Workload(rttMillis, octets, sessions, sessions, 1, false);
  }

  /** The same over STARTTLS. */
  public static Workload encrypted(int rttMillis, int octets, int sessions) {
    return new Workload(rttMillis, octets, sessions, sessions, 1, true);
  }

  /** More callers than sessions. */
  public static Workload crowded(int rttMillis, int callers, int sessions) {
    return new Workload(rttMillis, SMALL, callers, sessions, 1, false);
  }

  /** A few minutes. */
  public static List<Workload> quick() {
    return List.of(
        plain(0, SMALL, 8), plain(5, SMALL, 8), plain(20, SMALL, 8), plain(0, MEDIUM, 8));
  }

  /** Each axis once around the middle, and what the targets need. */
  public static List<Workload> standard() {
    List<Workload> all = new ArrayList<>(quick());
    all.addAll(
        List.of(
            plain(0, SMALL, 1),
            plain(20, SMALL, 1),
            plain(20, SMALL, 64),
            plain(0, LARGE, 1),
            crowded(20, 64, 8),
            crowded(0, 1000, 8),
            crowded(0, 10_000, 8),
            new Workload(5, SMALL, 8, 8, 10, false),
            new Workload(5, SMALL, 8, 8, 100, false),
            encrypted(5, SMALL, 8),
            encrypted(0, SMALL, 1),
            encrypted(5, SMALL, 1)));
    return all;
  }

  /** Every combination: hours. */
  public static List<Workload> full() {
    List<Workload> all = new ArrayList<>();
    for (boolean tls : List.of(false, true)) {
      for (int octets : List.of(SMALL, MEDIUM, LARGE)) {
        for (int rtt : List.of(0, 5, 20)) {
          for (int callers : List.of(1, 8, 64)) {
            for (int recipients : List.of(1, 10, 100)) {
              all.add(new Workload(rtt, octets, callers, callers, recipients, tls));
            }
          }
        }
      }
    }
    return all;
  }
}
