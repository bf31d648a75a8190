package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several hosts a new session goes to. */
class HostChoiceTest {

  private static final String TWO_TIERS = "standby.example:25;priority=1,main.example:25";

  @Test
  void lowestTierThatServesIsChosen() throws Exception {
    HostBench bench = HostBench.of(TWO_TIERS);
    assertEquals("main.example", bench.open());
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals("standby.example", bench.open());
    bench.advance("30");
    HostPlace probe = bench.choose().orElseThrow();
    assertEquals("main.example", probe.host().host());
    assertEquals("standby.example", bench.open());
    probe.opened();
    assertEquals("main.example", bench.open());
  }

  @Test
  void betterTierCountsOnlyWhenItIsKnownToServe() throws Exception {
    HostBench bench = HostBench.of(TWO_TIERS);
    var standby = bench.hosts.conditions().get(0).host();
    var main = bench.hosts.conditions().get(1).host();
    assertTrue(bench.hosts.hasBetter(standby, host -> true));
    assertFalse(bench.hosts.hasBetter(main, host -> true));
    assertFalse(bench.hosts.hasBetter(standby, host -> !host.equals(main)));
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertFalse(bench.hosts.hasBetter(standby, host -> true));
    bench.advance("30");
    assertFalse(bench.hosts.hasBetter(standby, host -> true));
    bench.hosts.probe(host -> true).orElseThrow().opened();
    assertTrue(bench.hosts.hasBetter(standby, host -> true));
  }

  @Test
  void backgroundProbeIsForHostsWhosePauseIsOver() throws Exception {
    HostBench bench = HostBench.of(TWO_TIERS);
    assertEquals(Optional.empty(), bench.hosts.probe(host -> true));
    bench.choose().orElseThrow().failed(HostBench.refused());
    assertEquals(Optional.empty(), bench.hosts.probe(host -> true));
    bench.advance("30");
    assertTrue(bench.hosts.conditions().get(1).isHalfOpen());
    assertEquals(Optional.empty(), bench.hosts.probe(host -> false));
    assertEquals("main.example", bench.hosts.probe(host -> true).orElseThrow().host().host());
    assertEquals(Optional.empty(), bench.hosts.probe(host -> true));
  }

  @Test
  void ineligibleHostsAreNeitherChosenNorWaitedFor() throws Exception {
    HostBench bench = HostBench.of("a.example:25,b.example:25");
    assertEquals(
        "b.example",
        bench.hosts.choose(host -> host.host().startsWith("b")).orElseThrow().host().host());
    HostOutlook nobody = bench.hosts.outlook(host -> false);
    assertFalse(nobody.isOpen());
    assertEquals(Optional.empty(), nobody.pause());
  }

  @Test
  void fullHostIsLeftToOthersUntilASessionEnds() throws Exception {
    HostBench bench = HostBench.of("a.example:25;maxSessions=2,b.example:25;priority=1");
    HostPlace first = bench.choose().orElseThrow();
    first.opened();
    assertEquals("a.example", bench.open());
    assertEquals("b.example", bench.open());
    assertFalse(first.isSurplus());
    long seen = bench.signal.version();
    first.ended();
    first.ended();
    assertTrue(bench.signal.version() > seen);
    assertEquals("a.example", bench.open());
    assertEquals("b.example", bench.open());
  }

  @Test
  void openingSessionsCountAgainstTheLimit() throws Exception {
    HostBench bench = HostBench.of("a.example:25;maxSessions=1");
    HostPlace opening = bench.choose().orElseThrow();
    assertEquals(Optional.empty(), bench.choose());
    assertTrue(bench.outlook().mayChange());
    assertEquals("a.example:25 has the 1 sessions that it may have", bench.outlook().why());
    opening.withdrawn();
    assertTrue(bench.choose().isPresent());
  }
}
