package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLedgerTest {

  @Test
  void waitInVainTellsWhatWasSaid() {
    SessionLedger ledger = new SessionLedger(Duration.ofMillis(1));
    ServerSession session = ledger.open();
    session.heard("EHLO client.example");
    session.said("250-one\r\n250 two\r\n");

    String message =
        assertThrows(AssertionError.class, () -> ledger.await("2 session(s)", () -> false))
            .toString();

    assertTrue(message.contains("Waited PT0.001S for 2 session(s); 1 session(s) so far"), message);
    assertTrue(
        message.endsWith("session 1 (open)\n  C: EHLO client.example\n  S: 250-one\n  S: 250 two"),
        message);
  }
}
