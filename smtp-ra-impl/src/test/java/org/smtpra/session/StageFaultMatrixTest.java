package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.session.MatrixPlay.Played;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/**
 * Every fault at every stage in every wire mode, against the server's truth. {@link
 * StageFaultTable} has the exact meaning of each fault; here it is the law that must hold, wherever
 * a fault strikes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class StageFaultMatrixTest {

  private static final Logger LOG = System.getLogger(StageFaultMatrixTest.class.getName());
  private static final int AT_ONCE = 4;

  /** Those who wait for a time-out are no load. */
  private static final int SLOW_AT_ONCE = 16;

  private static final int RANDOM_CELLS = Integer.getInteger("smtpra.matrix.random", 300);
  private static final long SEED = Long.getLong("smtpra.matrix.seed", 20_261_124);
  private static final String RANDOM = "Two faults at random, seed " + SEED;

  private final MatrixPlay matrix;
  private final Map<String, List<Played>> played = new LinkedHashMap<>();

  StageFaultMatrixTest(TestCertificates certificates) throws Exception {
    matrix = new MatrixPlay(certificates.serverContext(), TestClient.trust(certificates));
  }

  @ParameterizedTest
  @EnumSource
  void lawHoldsInEveryCell(WireMode mode) throws Exception {
    assertLaw(mode.name(), MatrixPlan.pairwise(mode));
  }

  /** The same cells each time; -Dsmtpra.matrix.seed and -Dsmtpra.matrix.random play others. */
  @Test
  void lawHoldsWithTwoFaultsInOneTransaction() throws Exception {
    LOG.log(Level.INFO, RANDOM + ", " + RANDOM_CELLS + " cells");
    assertLaw(RANDOM, MatrixPlan.random(SEED, RANDOM_CELLS));
  }

  @ParameterizedTest
  @EnumSource
  void everyPairOfSettingsIsPlayed(WireMode mode) {
    List<MatrixSetting> settings = MatrixSetting.pairwise(mode, Stage.MAIL);
    for (Function<MatrixSetting, String> one : MatrixAxes.AXES) {
      for (Function<MatrixSetting, String> other : MatrixAxes.AXES) {
        Set<String> pairs = values(settings, s -> one.apply(s) + other.apply(s));
        int wanted = one == other ? 1 : values(settings, other).size();
        assertEquals(values(settings, one).size() * wanted, pairs.size(), pairs::toString);
      }
    }
  }

  private static Set<String> values(
      List<MatrixSetting> settings, Function<MatrixSetting, String> axis) {
    return settings.stream().map(axis).collect(Collectors.toSet());
  }

  private void assertLaw(String title, List<MatrixCell> plan) throws Exception {
    List<Played> cells = play(plan);
    played.put(title, cells);
    List<String> breaches = cells.stream().flatMap(cell -> cell.breaches().stream()).toList();
    String context = title + ": " + cells.size() + " cells were played";
    assertEquals("", String.join("\n", breaches), context);
  }

  private List<Played> play(List<MatrixCell> plan) throws Exception {
    ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    ExecutorService waiters = Executors.newFixedThreadPool(SLOW_AT_ONCE);
    try {
      List<Future<Played>> running = new ArrayList<>();
      for (MatrixCell cell : plan) {
        running.add((cell.isSlow() ? waiters : players).submit(() -> matrix.play(cell)));
      }
      List<Played> all = new ArrayList<>();
      for (Future<Played> one : running) {
        all.add(one.get());
      }
      return all;
    } finally {
      players.shutdownNow();
      waiters.shutdownNow();
    }
  }

  @AfterAll
  void writeTheReportIfAskedTo() throws IOException {
    String file = System.getProperty("smtpra.matrix", "");
    if (!file.isEmpty()) {
      Optional.ofNullable(played.remove(RANDOM)).ifPresent(last -> played.put(RANDOM, last));
      MatrixReport.write(Path.of(file), played, RANDOM);
    }
  }
}
