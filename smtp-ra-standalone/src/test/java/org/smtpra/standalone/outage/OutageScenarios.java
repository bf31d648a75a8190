package org.smtpra.standalone.outage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** The scenarios with outages, with the numbers of MailKit.Pooling's stress tests. */
final class OutageScenarios {

  private static final List<String> ONE = List.of("");
  private static final Duration HALF_SECOND = Duration.ofMillis(500);

  /** A send that begins in the outage must not end behind it, as far as that can be helped. */
  private static final Duration SHORTLY = Duration.ofMillis(100);

  private static final Duration AFTER_COOLDOWN = Duration.ofMillis(2_250);

  private OutageScenarios() {}

  static ScenarioFigures reconnectStorm() throws Exception {
    try (OutageSite site = new OutageSite(ONE, Map.of())) {
      Tally warm = site.senders().batch(6, 2);
      site.stop(0);
      Tally outage = site.senders().batch(12, 4);
      OutageSite.Attempts inOutage = site.attempts();
      site.restore(0);
      site.senders().pause(AFTER_COOLDOWN);
      Tally recovery = site.senders().batch(6, 2);
      Tally last = site.senders().batch(4, 2);
      ScenarioFigures.Rows rows =
          new ScenarioFigures.Rows()
              .add("sends before the outage that succeeded", warm.successes(), "6 (of 6)")
              .add("sends in the outage that failed", outage.failures(), "12, and 12 on Linux")
              .add("attempts to connect, over all", site.attempts().all(), "8, and 6 on Linux")
              .add("of them before the server was back", inOutage.all(), "")
              .add("sends refused without an attempt", outage.suppressed(), "4, and 15 on Linux")
              .add("slowest send in the outage", outage.slowest().toMillis() + " ms", "")
              .add("first sends after recovery that succeeded", recovery.successes(), "6 (of 6)")
              .add("last sends that succeeded", last.successes(), "4 (of 4)");
      return new ScenarioFigures(
          "Reconnect storm",
          "Pool of 2, cooldown 2 s, no retries. Six sends two at a time; the server stops; twelve"
              + " sends four at a time,\nwithout a pause; the server is back; after 2.25 s six and"
              + " then four sends, two at a time.",
          rows.list());
    }
  }

  static ScenarioFigures longOutage() throws Exception {
    try (OutageSite site = new OutageSite(ONE, Map.of())) {
      site.senders().batch(6, 2);
      OutageSite.Attempts before = site.attempts();
      Duration down = Duration.ofSeconds(20);
      Future<?> back = site.stopFor(0, down);
      Tally outage = site.senders().during(down.minus(SHORTLY), 4, HALF_SECOND);
      OutageSite.Attempts inOutage = site.attempts().since(before);
      back.get();
      Recovery recovery = Recovery.of(site);
      Tally rest = site.senders().batch(6, 2).and(site.senders().batch(4, 2));
      ScenarioFigures.Rows rows =
          new ScenarioFigures.Rows()
              .add("sends in the outage", outage.attempts(), "24")
              .add("of them failed", outage.failures() + " " + outage.reasons(), "24")
              .add("attempts to connect in the outage", inOutage.all(), "22")
              .add("of them failed", inOutage.failed(), "20")
              .add("sends refused without an attempt", outage.suppressed(), "10")
              .add("slowest send in the outage", outage.slowest().toMillis() + " ms", "")
              .add("sends until the first success after recovery", recovery.describe(), "")
              .add("sends after it that succeeded", rest.successes() + " of 10", "6 and 4 of 10");
      return new ScenarioFigures(
          "Twenty seconds down",
          "As before; in the outage four workers send with half a second between their sends.",
          rows.list());
    }
  }

  static ScenarioFigures flapping() throws Exception {
    try (OutageSite site = new OutageSite(ONE, Map.of())) {
      site.senders().batch(4, 2);
      OutageSite.Attempts before = site.attempts();
      Tally all = new Tally(List.of());
      for (int cycle = 0; cycle < 3; cycle++) {
        Duration down = Duration.ofSeconds(5);
        Future<?> back = site.stopFor(0, down);
        all = all.and(site.senders().during(down.minus(SHORTLY), 3, HALF_SECOND));
        back.get();
        site.senders().pause(AFTER_COOLDOWN);
        all = all.and(site.senders().during(Duration.ofSeconds(5), 2, Duration.ofMillis(750)));
      }
      OutageSite.Attempts made = site.attempts().since(before);
      Recovery recovery = Recovery.of(site);
      ScenarioFigures.Rows rows =
          new ScenarioFigures.Rows()
              .add("sends", all.attempts(), "66")
              .add("of them failed", all.failures() + " " + all.reasons(), "24")
              .add("attempts to connect", made.all(), "21")
              .add("of them failed", made.failed(), "15")
              .add("sends refused without an attempt", all.suppressed(), "41")
              .add("slowest send", all.slowest().toMillis() + " ms", "")
              .add("sends until the first success at the end", recovery.describe(), "")
              .add("last sends that succeeded", site.senders().batch(4, 2).successes(), "4 (of 4)");
      return new ScenarioFigures(
          "Three outages of five seconds",
          "Pool of 2, cooldown 2 s. Three times: down for 5 s with three workers and half a second"
              + " between their sends,\nthen 2.25 s without sends, then up for 5 s with two workers"
              + " and 750 ms.",
          rows.list());
    }
  }

  static ScenarioFigures primaryDown() throws Exception {
    List<String> tiers = List.of(";priority=0", ";priority=10");
    try (OutageSite site = new OutageSite(tiers, Map.of("maxRetryAttempts", "1"))) {
      site.senders().batch(4, 2);
      Duration down = Duration.ofSeconds(12);
      Future<?> up = site.stopFor(0, down);
      Tally outage = site.senders().during(down.minus(SHORTLY), 3, HALF_SECOND);
      up.get();
      Duration pause = site.pool().factory().status().hosts().get(0).untilNextAttempt();
      Tally recovery = site.senders().batch(4, 2);
      site.senders().pause(pause.plus(HALF_SECOND));
      Tally back = site.senders().batch(4, 2).and(site.senders().batch(4, 2));
      ScenarioFigures.Rows rows =
          new ScenarioFigures.Rows()
              .add(
                  "sends by the standby in the outage",
                  outage.successesBy(site.endpointKey(1)),
                  "70")
              .add("sends that failed", outage.failures() + " " + outage.reasons(), "2")
              .add("sends refused without an attempt", outage.suppressed(), "0")
              .add("slowest send in the outage", outage.slowest().toMillis() + " ms", "")
              .add("sends right after recovery that succeeded", recovery.successes(), "4 (of 4)")
              .add("cooldown of the primary that was left then", pause.toMillis() + " ms", "")
              .add(
                  "of 8 sends after it, by the primary", back.successesBy(site.endpointKey(0)), "");
      return new ScenarioFigures(
          "Primary down for twelve seconds",
          "Two tiers with a server each, one retry. The primary is down for 12 s, while three"
              + " workers send with half a second\nbetween their sends.",
          rows.list());
    }
  }
}
