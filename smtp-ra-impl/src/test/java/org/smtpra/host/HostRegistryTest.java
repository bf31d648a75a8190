package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpHostState;

/** When a host is left alone, and how it comes back. */
class HostRegistryTest {

  private static final String ONE = "a.example:25";

  @Test
  void hostCoolsDownWhenNoSessionCanBeOpened() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals(Optional.empty(), bench.choose());
    assertEquals(List.of("down a.example:25 1 30000 connection refused"), bench.events);
    HostCondition condition = bench.hosts.conditions().get(0);
    assertEquals(SmtpHostState.COOLING_DOWN, condition.state());
    assertEquals(Duration.ofSeconds(30), condition.untilAdmission());
    assertEquals("connection refused", condition.lastTrouble());
    assertEquals(0, condition.sessions());
  }

  @Test
  void outlookTellsWhenThePauseEndsAndWhy() throws Exception {
    HostBench bench = HostBench.of("a.example:25,b.example:25");
    assertTrue(bench.outlook().isOpen());
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertTrue(bench.outlook().isOpen());
    bench.advance("10");
    bench.choose().orElseThrow().failed(HostBench.refused());
    HostOutlook outlook = bench.outlook();
    assertFalse(outlook.isOpen());
    assertFalse(outlook.mayChange());
    assertEquals(Optional.of(Duration.ofSeconds(20)), outlook.pause());
    assertEquals(
        "a.example:25 is left alone for 20000 ms more after connection refused; b.example:25 is"
            + " left alone for 30000 ms more after connection refused",
        outlook.why());
  }

  @Test
  void afterThePauseExactlyOneCallerMayTry() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().failed(HostBench.refused());
    bench.advance("29.999999999");
    assertEquals(Optional.empty(), bench.choose());
    bench.advance("0.000000001");
    HostPlace probe = bench.choose().orElseThrow();
    assertEquals(Optional.empty(), bench.choose());
    assertTrue(bench.outlook().mayChange());
    assertEquals(SmtpHostState.PROBING, bench.hosts.conditions().get(0).state());
    probe.opened();
    assertTrue(bench.choose().isPresent());
    assertTrue(bench.choose().isPresent());
    assertEquals(
        List.of(
            "down a.example:25 1 30000 connection refused",
            "probed a.example:25",
            "up a.example:25"),
        bench.events);
  }

  @Test
  void pauseDoublesWithEachFailedProbeUpToItsCap() throws Exception {
    HostBench bench = HostBench.of(ONE);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      bench.choose().orElseThrow().failed(HostBench.refused());
      Duration pause = bench.outlook().pause().orElseThrow();
      pauses.add(pause.toSeconds());
      bench.clock.advance(pause);
    }
    assertEquals(List.of(30L, 60L, 120L, 240L, 300L, 300L), pauses);
  }

  @Test
  void pauseStartsAnewAfterASuccess() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().failed(HostBench.refused());
    bench.advance("30");
    bench.choose().orElseThrow().failed(HostBench.refused());
    bench.advance("60");
    bench.open();
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals(Optional.of(Duration.ofSeconds(30)), bench.outlook().pause());
  }

  @Test
  void pauseIsShortenedAndLengthenedAtRandomWithinTheRatioAndNeverBeyondTheCap() throws Exception {
    HostBench bench = HostBench.of(ONE, "maxReconnectCooldown", "33s");
    bench.random = 0;
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals(Optional.of(Duration.ofSeconds(24)), bench.outlook().pause());
    bench.advance("24");
    bench.open();
    bench.random = 1;
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals(Optional.of(Duration.ofSeconds(33)), bench.outlook().pause());
  }

  @Test
  void oneOutageCountsOnceHoweverManyCallersFailTogether() throws Exception {
    HostBench bench = HostBench.of(ONE);
    List<HostPlace> together = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      together.add(bench.choose().orElseThrow());
    }
    together.forEach(place -> place.failed(HostBench.refused()));
    assertEquals(Optional.of(Duration.ofSeconds(30)), bench.outlook().pause());
    assertEquals(1, bench.events.size());
  }

  @Test
  void attemptFromBeforeTheOutageCountsNoMoreWhenTheHostIsBack() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace slow = bench.choose().orElseThrow();
    bench.choose().orElseThrow().failed(HostBench.refused());
    bench.advance("30");
    bench.open();
    slow.failed(HostBench.refused());
    assertTrue(bench.outlook().isOpen());
  }

  @Test
  void attemptFromBeforeTheOutageDoesNotDecideForTheProbe() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace slow = bench.choose().orElseThrow();
    bench.choose().orElseThrow().failed(HostBench.refused());
    bench.advance("30");
    HostPlace probe = bench.choose().orElseThrow();
    slow.failed(HostBench.refused());
    assertEquals(SmtpHostState.PROBING, bench.hosts.conditions().get(0).state());
    probe.failed(HostBench.refused());
    assertEquals(Optional.of(Duration.ofSeconds(60)), bench.outlook().pause());
  }

  @Test
  void successOfAnAttemptFromBeforeTheOutageShowsThatTheHostServes() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace slow = bench.choose().orElseThrow();
    bench.choose().orElseThrow().failed(HostBench.refused());
    slow.opened();
    assertTrue(bench.outlook().isOpen());
  }

  @Test
  void withdrawnProbeLeavesTheAttemptToTheNextCaller() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().failed(HostBench.refused());
    bench.advance("30");
    bench.choose().orElseThrow().withdrawn();
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals(Optional.of(Duration.ofSeconds(60)), bench.outlook().pause());
    assertEquals(
        List.of(
            "down a.example:25 1 30000 connection refused",
            "probed a.example:25",
            "probed a.example:25",
            "down a.example:25 2 60000 connection refused"),
        bench.events);
  }

  @Test
  void withdrawnAttemptOfAnAvailableHostTellsNothing() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().withdrawn();
    assertTrue(bench.outlook().isOpen());
    assertEquals(List.of(), bench.events);
  }

  @Test
  void cooldownOfZeroNeverLeavesAHostAlone() throws Exception {
    HostBench bench = HostBench.of(ONE, "reconnectCooldown", "0");
    for (int i = 0; i < 5; i++) {
      bench.choose().orElseThrow().failed(HostBench.refused());
    }
    assertTrue(bench.outlook().isOpen());
    assertEquals(List.of(), bench.events);
  }

  @Test
  void threeBrokenSessionsInARowCoolTheHostDown() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace place = bench.choose().orElseThrow();
    place.opened();
    place.struck(HostBench.refused());
    place.struck(HostBench.refused());
    assertTrue(bench.outlook().isOpen());
    place.struck(HostBench.refused());
    assertFalse(bench.outlook().isOpen());
  }

  @Test
  void takenMessageForgivesTheStrikesBeforeIt() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace place = bench.choose().orElseThrow();
    place.opened();
    place.struck(HostBench.refused());
    place.struck(HostBench.refused());
    place.sent();
    place.struck(HostBench.refused());
    place.struck(HostBench.refused());
    assertTrue(bench.outlook().isOpen());
  }

  @Test
  void messageTakenInAnOldSessionDoesNotEndAPause() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace place = bench.choose().orElseThrow();
    place.opened();
    bench.choose().orElseThrow().failed(HostBench.refused());
    place.sent();
    assertFalse(bench.outlook().isOpen());
  }

  @Test
  void callersWithoutTimeCoolAHostDownOnlyTogether() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().gaveUp(HostBench.refused());
    bench.choose().orElseThrow().gaveUp(HostBench.refused());
    assertTrue(bench.outlook().isOpen());
    bench.choose().orElseThrow().gaveUp(HostBench.refused());
    assertFalse(bench.outlook().isOpen());
    assertEquals(0, bench.hosts.conditions().get(0).sessions());
  }

  @Test
  void hostThatSendsAFreshSessionAwayCoolsDownAtOnce() throws Exception {
    HostBench bench = HostBench.of(ONE);
    HostPlace place = bench.choose().orElseThrow();
    place.opened();
    place.turnedAway(HostBench.refused());
    assertFalse(bench.outlook().isOpen());
  }

  @Test
  void clockThatOverflowsChangesNothing() throws Exception {
    HostBench bench = HostBench.of(ONE);
    bench.choose().orElseThrow().failed(HostBench.refused());
    // The test's clock stands one second before the overflow of its numbers.
    bench.advance("2");
    assertEquals(Optional.of(Duration.ofSeconds(28)), bench.outlook().pause());
    bench.advance("28");
    assertTrue(bench.outlook().isOpen());
  }
}
