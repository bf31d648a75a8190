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
 * The matrix of stages and faults for messages in flight together: every fault strikes each of
 * them, and the mark that ends the window. The law is that of single sends, for each of them.
 */
@ExtendWith(TestCertificatesExtension.class)
class WindowMatrixTest {

  private static final List<Tls> TLS = List.of(Tls.values());

  private final WindowPlay plays;

  WindowMatrixTest(TestCertificates certificates) throws Exception {
    plays = new WindowPlay(certificates.serverContext(), TestClient.trust(certificates));
  }

  @ParameterizedTest
  @EnumSource(names = {"RSET", "MAIL", "RCPT", "CONTENT", "FINAL_REPLY", "EHLO"})
  void lawHoldsForEachOfFourMessagesInFlight(Stage stage) throws Exception {
    LawfulCells.assertLawHolds(cells(stage), plays::play);
  }

  private static List<WindowCell> cells(Stage stage) {
    List<WindowCell> cells = new ArrayList<>();
    int first = stage == Stage.RSET ? 3 : 2;
    int last = stage == Stage.EHLO ? first : WindowCell.MESSAGES;
    for (MatrixFault fault : MatrixFaults.of(WireMode.FULL, stage)) {
      for (int struck = first; struck <= last && fault.nth() == 1; struck++) {
        Tls tls = TLS.get((cells.size() + struck) % TLS.size());
        if (!fault.stopsReading() && !(fault.renewsKeys() && tls != Tls.TLS13)) {
          cells.add(new WindowCell(stage, fault, struck, tls));
        }
      }
    }
    return cells;
  }
}
