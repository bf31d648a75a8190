package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/**
 * The matrix of stages and faults for messages that overlap: every fault strikes the first, the
 * second and the last of three messages of which each one's envelope travels with the content of
 * the one before it. The law is that of single sends, for each of them.
 */
@ExtendWith(TestCertificatesExtension.class)
class OverlapMatrixTest {

  private static final int AT_ONCE = 4;
  private static final List<Tls> TLS = List.of(Tls.values());

  private final OverlapPlay plays;

  OverlapMatrixTest(TestCertificates certificates) throws Exception {
    plays = new OverlapPlay(certificates.serverContext(), TestClient.trust(certificates));
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "DATA", "CONTENT", "FINAL_REPLY"})
  void lawHoldsForEachOfThreeMessagesThatOverlap(Stage stage) throws Exception {
    ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<String>>> running = new ArrayList<>();
      for (OverlapCell cell : cells(stage)) {
        running.add(players.submit(() -> plays.play(cell)));
      }
      List<String> breaches = new ArrayList<>();
      for (Future<List<String>> one : running) {
        breaches.addAll(one.get());
      }
      assertEquals("", String.join("\n", breaches), running.size() + " cells were played");
    } finally {
      players.shutdownNow();
    }
  }

  private static List<OverlapCell> cells(Stage stage) {
    List<OverlapCell> cells = new ArrayList<>();
    for (MatrixFault fault : MatrixFaults.of(WireMode.ENVELOPE, stage)) {
      for (int struck = 1; struck <= OverlapCell.MESSAGES && fault.nth() == 1; struck++) {
        Tls tls = TLS.get((cells.size() + struck) % TLS.size());
        if (!fault.stopsReading() && !(fault.renewsKeys() && tls != Tls.TLS13)) {
          cells.add(new OverlapCell(stage, fault, struck, tls));
        }
      }
    }
    return cells;
  }
}
