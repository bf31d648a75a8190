package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.session.MatrixPlay.Played;
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

  private static final int AT_ONCE = 4;

  private final MatrixPlay matrix;
  private final Map<WireMode, List<Played>> played = new EnumMap<>(WireMode.class);

  StageFaultMatrixTest(TestCertificates certificates) throws Exception {
    matrix = new MatrixPlay(certificates.serverContext(), TestClient.trust(certificates));
  }

  @ParameterizedTest
  @EnumSource
  void lawHoldsInEveryCell(WireMode mode) throws Exception {
    List<Played> cells = play(MatrixCell.all(mode));
    played.put(mode, cells);
    List<String> breaches = cells.stream().flatMap(cell -> cell.breaches().stream()).toList();
    assertEquals("", String.join("\n", breaches), cells.size() + " cells were played");
  }

  private List<Played> play(List<MatrixCell> cells) throws Exception {
    ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Played>> running = new ArrayList<>();
      for (MatrixCell cell : cells) {
        running.add(players.submit(() -> matrix.play(cell)));
      }
      List<Played> all = new ArrayList<>();
      for (Future<Played> one : running) {
        all.add(one.get());
      }
      return all;
    } finally {
      players.shutdownNow();
    }
  }

  @AfterAll
  void writeTheReportIfAskedTo() throws IOException {
    String file = System.getProperty("smtpra.matrix", "");
    if (!file.isEmpty()) {
      MatrixReport.write(Path.of(file), played);
    }
  }
}
