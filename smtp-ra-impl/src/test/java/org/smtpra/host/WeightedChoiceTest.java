package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WeightedChoiceTest {

  private static final String THREE_TO_ONE = "a.example:25;weight=3,b.example:25;weight=1";

  private static Map<String, Integer> count(List<String> names) {
    Map<String, Integer> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }

  @Test
  void sessionsThatStayAreSpreadByWeight() throws Exception {
    HostBench bench = HostBench.of(THREE_TO_ONE);
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      chosen.add(bench.open());
    }
    assertEquals(Map.of("a.example", 6, "b.example", 2), count(chosen));
  }

  @Test
  void sessionsThatEndBeforeTheNextOpensAreSpreadByWeightToo() throws Exception {
    HostBench bench = HostBench.of(THREE_TO_ONE);
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      HostPlace place = bench.choose().orElseThrow();
      place.opened();
      place.ended();
      chosen.add(place.host().host());
    }
    assertEquals(Map.of("a.example", 30, "b.example", 10), count(chosen));
    assertEquals(3, count(chosen.subList(0, 4)).get("a.example"));
  }

  @Test
  void mixComesBackAfterAnOutageAsSessionsAreReplaced() throws Exception {
    HostBench bench = HostBench.of(THREE_TO_ONE);
    Deque<HostPlace> oldestFirst = new ArrayDeque<>();
    HostPlace down = bench.hosts.choose(host -> host.weight() == 3).orElseThrow();
    down.failed(HostBench.refused());
    for (int i = 0; i < 8; i++) {
      HostPlace place = bench.choose().orElseThrow();
      assertEquals("b.example", place.host().host());
      place.opened();
      oldestFirst.add(place);
    }
    bench.advance("30");
    for (int i = 0; i < 8; i++) {
      oldestFirst.remove().ended();
      HostPlace place = bench.choose().orElseThrow();
      place.opened();
      oldestFirst.add(place);
    }
    List<String> names = oldestFirst.stream().map(place -> place.host().host()).toList();
    assertEquals(Map.of("a.example", 6, "b.example", 2), count(names));
  }

  @Test
  void hostWhoseRateIsUsedUpIsPassedOver() throws Exception {
    HostBench bench = HostBench.of("a.example:25;ratePerSecond=1,b.example:25");
    HostPlace first = bench.choose().orElseThrow();
    assertEquals("a.example", first.host().host());
    first.opened();
    first.takeTurn(java.time.Duration.ZERO);
    assertEquals("b.example", bench.open());
    assertEquals("b.example", bench.open());
    bench.advance("1");
    assertEquals("a.example", bench.open());
  }

  /** However long sessions live, no host ends up more than one session from its share. */
  @Property(tries = 200)
  void liveSessionsStayWithinOneOfTheirShare(
      @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 20) Integer> weights,
      @ForAll @IntRange(min = 1, max = 60) int sessions)
      throws Exception {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < weights.size(); i++) {
      hosts.append(i == 0 ? "" : ",").append("h" + i + ".example:25;weight=" + weights.get(i));
    }
    HostBench bench = HostBench.of(hosts.toString());
    for (int i = 0; i < sessions; i++) {
      bench.open();
    }
    int all = weights.stream().mapToInt(Integer::intValue).sum();
    for (HostCondition condition : bench.hosts.conditions()) {
      double share = (double) condition.host().weight() / all * sessions;
      assertTrue(
          Math.abs(condition.sessions() - share) <= weights.size(),
          () -> condition.host().host() + " has " + condition.sessions() + ", its share " + share);
    }
  }
}
