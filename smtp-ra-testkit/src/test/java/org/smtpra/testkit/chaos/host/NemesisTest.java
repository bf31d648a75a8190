package org.smtpra.testkit.chaos.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NemesisTest {

  /** A host that counts how often something is being done to it. */
  private static final class Victim implements ChaosHost {
    private final AtomicInteger afflicted = new AtomicInteger();
    private final AtomicInteger times = new AtomicInteger();
    private final Map<String, Mischief.Maker> deck = new LinkedHashMap<>();

    Victim() {
      for (String name : List.of("a", "b", "c")) {
        deck.put(
            name,
            random ->
                Mischief.of(
                    () -> {
                      afflicted.incrementAndGet();
                      times.incrementAndGet();
                    },
                    afflicted::decrementAndGet));
      }
    }

    @Override
    public String entry() {
      return endpointKey();
    }

    @Override
    public String endpointKey() {
      return "victim:25";
    }

    @Override
    public Map<String, Mischief.Maker> deck() {
      return deck;
    }

    @Override
    public HostTruth truth() {
      return new HostTruth(endpointKey(), 0, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public void close() {}
  }

  private final Victim victim = new Victim();

  @Test
  void sameSeedMakesTheSamePlanAndAnotherAnother() {
    Duration minute = Duration.ofMinutes(1);
    List<NemesisStep> plan = NemesisPlan.of(victim, 7, minute);
    assertEquals(plan, NemesisPlan.of(victim, 7, minute));
    assertNotEquals(plan, NemesisPlan.of(victim, 8, minute));
  }

  @Test
  void everyMischiefIsPlannedBeforeOneIsPlannedAgain() {
    List<NemesisStep> plan = NemesisPlan.of(victim, 7, Duration.ofMinutes(1));
    assertTrue(plan.size() > 30, "only " + plan.size());
    for (int i = 0; i + 3 <= plan.size(); i += 3) {
      assertEquals(
          3,
          plan.subList(i, i + 3).stream()
              .map(NemesisStep::mischief)
              .collect(Collectors.toSet())
              .size());
    }
  }

  @Test
  void planIsPlayedAndLeavesTheServerWhole() {
    Duration length = Duration.ofSeconds(2);
    try (Nemesis nemesis = Nemesis.against(List.of(victim), 7, length)) {
      List<PlayedStep> played = nemesis.finish();
      assertEquals(
          NemesisPlan.of(victim, 7 * 31, length), played.stream().map(PlayedStep::step).toList());
    }
    assertEquals(0, victim.afflicted.get());
    assertTrue(victim.times.get() > 0);
  }

  @Test
  void playThatIsEndedEarlyLeavesTheServerWhole() {
    try (Nemesis nemesis = Nemesis.against(List.of(victim), 7, Duration.ofHours(1))) {
      assertTrue(nemesis != null);
    }
    assertEquals(0, victim.afflicted.get());
  }

  @Test
  void mischiefThatCannotBePlayedIsAFailure() {
    victim.deck.replaceAll(
        (name, maker) ->
            random ->
                Mischief.of(
                    () -> {
                      throw new IllegalStateException("no");
                    },
                    () -> {}));
    try (Nemesis nemesis = Nemesis.against(List.of(victim), 7, Duration.ofSeconds(5))) {
      assertThrows(IllegalStateException.class, nemesis::finish);
    }
  }
}
