package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpra.failure.Throttling;

class ThrottlingTest {

  private static final Duration LONG = Duration.ofHours(1);

  private static List<HostPlace> open(HostBench bench, int sessions) {
    List<HostPlace> places = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      HostPlace place = bench.choose().orElseThrow();
      place.opened();
      places.add(place);
    }
    return places;
  }

  @Test
  void tooManySessionsLowerTheCapBelowWhatWasTooMuch() throws Exception {
    HostBench bench = HostBench.of("a.example:25");
    List<HostPlace> four = open(bench, 4);
    four.get(0).throttled(Throttling.SESSIONS);
    assertTrue(four.get(0).isSurplus());
    four.get(0).ended();
    assertFalse(four.get(1).isSurplus());
    assertTrue(bench.choose().isEmpty());
  }

  @Test
  void loweredCapAllowsOneMoreEachMinuteUntilItEnds() throws Exception {
    HostBench bench = HostBench.of("a.example:25");
    List<HostPlace> four = open(bench, 4);
    four.get(0).throttled(Throttling.SESSIONS);
    four.get(0).ended();
    bench.advance("59");
    assertTrue(bench.choose().isEmpty());
    bench.advance("1");
    bench.open();
    assertTrue(bench.choose().isEmpty());
    bench.advance("60");
    open(bench, 10);
  }

  @Test
  void loweredCapNeverGoesBeyondTheConfiguredOne() throws Exception {
    HostBench bench = HostBench.of("a.example:25;maxSessions=2");
    open(bench, 2).get(0).throttled(Throttling.SESSIONS);
    bench.advance("600");
    assertTrue(bench.choose().isEmpty());
    assertFalse(bench.outlook().isOpen());
  }

  @Test
  void atLeastOneSessionIsAlwaysAllowed() throws Exception {
    HostBench bench = HostBench.of("a.example:25");
    HostPlace only = open(bench, 1).get(0);
    only.throttled(Throttling.SESSIONS);
    only.throttled(Throttling.SESSIONS);
    assertFalse(only.isSurplus());
    only.ended();
    assertTrue(bench.choose().isPresent());
  }

  @Test
  void sessionRefusedForConcurrencyLowersTheCapToo() throws Exception {
    HostBench bench = HostBench.of("a.example:25", "reconnectCooldown", "0");
    open(bench, 3);
    bench
        .choose()
        .orElseThrow()
        .failed(HostBench.throttled("432", "4.3.2", "Concurrent connections limit exceeded"));
    assertTrue(bench.choose().isEmpty());
  }

  @Test
  void configuredRateLetsASecondsWorthGoAndThenSpaces() throws Exception {
    HostBench bench = HostBench.of("a.example:25;ratePerSecond=4");
    HostPlace place = open(bench, 1).get(0);
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      delays.add(place.takeTurn(LONG).toMillis());
    }
    assertEquals(List.of(0L, 0L, 0L, 0L, 250L, 500L, 750L), delays);
  }

  @Test
  void slowRateSpacesFromTheFirstMessage() throws Exception {
    HostBench bench = HostBench.of("a.example:25;ratePerSecond=0.5");
    HostPlace place = open(bench, 1).get(0);
    assertEquals(Duration.ZERO, place.takeTurn(LONG));
    assertEquals(Duration.ofSeconds(2), place.takeTurn(LONG));
    bench.advance("10");
    assertEquals(Duration.ZERO, place.takeTurn(LONG));
    assertEquals(Duration.ofSeconds(2), place.takeTurn(LONG));
  }

  @Test
  void callerWhoCannotWaitTakesNobodysTurn() throws Exception {
    HostBench bench = HostBench.of("a.example:25;ratePerSecond=1");
    HostPlace place = open(bench, 1).get(0);
    place.takeTurn(LONG);
    assertEquals(Duration.ofSeconds(1), place.takeTurn(Duration.ofMillis(999)));
    assertEquals(Duration.ofSeconds(1), place.takeTurn(LONG));
  }

  @Test
  void hostThatSaysTooFastGetsHalfOfWhatItGotAndThenTenthsMore() throws Exception {
    HostBench bench = HostBench.of("a.example:25");
    HostPlace place = open(bench, 1).get(0);
    for (int i = 0; i < 40; i++) {
      assertEquals(Duration.ZERO, place.takeTurn(LONG));
    }
    bench.advance("4");
    place.throttled(Throttling.RATE);
    assertEquals(200, spacing(bench, place));
    bench.advance("10");
    assertEquals(166, spacing(bench, place));
    bench.advance("160");
    for (int i = 0; i < 100; i++) {
      assertEquals(Duration.ZERO, place.takeTurn(LONG));
    }
  }

  /** How far apart the messages are that come after the first ones, in milliseconds. */
  private static long spacing(HostBench bench, HostPlace place) {
    bench.advance("1");
    Duration last = Duration.ZERO;
    Duration before = Duration.ZERO;
    for (int i = 0; i < 30; i++) {
      before = last;
      last = place.takeTurn(LONG);
    }
    bench.clock.advance(last);
    return last.minus(before).toMillis();
  }

  @Test
  void usedUpQuotaChangesNothing() throws Exception {
    HostBench bench = HostBench.of("a.example:25");
    HostPlace place = open(bench, 2).get(0);
    place.throttled(Throttling.QUOTA);
    assertFalse(place.isSurplus());
    assertEquals(Duration.ZERO, place.takeTurn(Duration.ZERO));
  }
}
