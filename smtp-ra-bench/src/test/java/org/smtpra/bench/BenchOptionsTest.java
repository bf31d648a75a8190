package org.smtpra.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;

class BenchOptionsTest {

  private static final Path OUT = Path.of("out");

  @Test
  void withoutOptionsEverySenderMeetsTheStandardWorkloads() {
    BenchOptions options = BenchOptions.parse(List.of(), OUT);
    assertEquals(Workloads.standard(), options.workloads());
    assertEquals(List.of(Peer.values()), options.peers());
    assertEquals(OUT, options.directory());
  }

  @Test
  void optionsAreTaken() {
    BenchOptions options =
        BenchOptions.parse(
            List.of(
                "--workloads",
                "quick",
                "--senders",
                "smtp-ra,vertx",
                "--rounds",
                "5",
                "--seconds",
                "7",
                "--warm-up",
                "0",
                "--out",
                "elsewhere"),
            OUT);
    assertEquals(Workloads.quick(), options.workloads());
    assertEquals(List.of(Peer.SMTP_RA, Peer.VERTX), options.peers());
    assertEquals(5, options.rounds());
    assertEquals(7000, options.millis(Workloads.plain(0, 1, 8)));
    assertEquals(21_000, options.millis(Workloads.crowded(0, 10_000, 8)));
    assertEquals(0, options.warmUpSeconds());
    assertEquals(Path.of("elsewhere"), options.directory());
  }

  @Test
  void standardRunIsPlannedForLessThanAnHour() {
    Plan plan = new Plan(BenchOptions.parse(List.of(), OUT), List.of(Peer.values()));
    assertTrue(plan.estimate().toMinutes() < 60, () -> plan.estimate().toString());
    assertTrue(plan.measurements() > 500, () -> Integer.toString(plan.measurements()));
  }

  @Test
  void renderingMeasuresNothing() {
    BenchOptions options = BenchOptions.parse(List.of("--render", "kept"), OUT);
    assertFalse(options.measuring());
    assertEquals(Path.of("kept"), options.directory());
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    BenchOptions.parse(
                        List.of(
                            "--rounds",
                            "0",
                            "--senders",
                            "nobody",
                            "--speed",
                            "1",
                            "--workloads",
                            "all",
                            "--out"),
                        OUT))
            .getMessage();
    for (String wrong :
        List.of("--rounds 0", "nobody is none of", "--speed 1", "--workloads all", "--out :")) {
      assertTrue(message.contains(wrong), message);
    }
  }
}
