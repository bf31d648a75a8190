package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
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

  private static final List<Tls> TLS = List.of(Tls.values());

  private final OverlapPlay plays;

  OverlapMatrixTest(TestCertificates certificates) throws Exception {
    plays = new OverlapPlay(certificates.serverContext(), TestClient.trust(certificates));
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "DATA", "CONTENT", "FINAL_REPLY"})
  void lawHoldsForEachOfThreeMessagesThatOverlap(Stage stage) throws Exception {
    LawfulCells.assertLawHolds(cells(stage), plays::play);
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
