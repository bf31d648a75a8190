package org.smtpra.testkit.chaos.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTraceTest {

  private static List<ServerTransaction> transactions(String... lines) {
    return new SessionTrace("localhost:25", 1, List.of(lines)).transactions();
  }

  @Test
  void transactionHasItsAcceptedRecipientsFaultsAndVerdict() {
    ServerTransaction transaction =
        transactions(
                "S: 220 ready",
                "C: EHLO me",
                "S: 250-there",
                "S: 250 PIPELINING",
                "C: MAIL FROM:<m1@example.test> SIZE=5",
                "S: 250 OK",
                "C: RCPT TO:<anna@example.test>",
                "S: 250 OK",
                "C: RCPT TO:<bad@example.test>",
                "S: 550 no",
                "C: BDAT 5",
                "C: (5 octets of a chunk)",
                "S: 250 5 octets",
                "C: BDAT 0 LAST",
                "-- DelayedReply[delay=PT1S]",
                "C: (0 octets of a chunk)",
                "S: 250 queued",
                "C: QUIT")
            .get(0);
    assertEquals("m1@example.test", transaction.sender());
    assertEquals(List.of("anna@example.test"), transaction.recipients());
    assertEquals(List.of("DelayedReply[delay=PT1S]"), transaction.faults());
    assertEquals("250 queued", transaction.finalReply());
    assertFalse(transaction.isLie());
  }

  @Test
  void refusedMailIsNoOpenTransaction() {
    List<ServerTransaction> all =
        transactions(
            "C: MAIL FROM:<m1@example.test>",
            "S: 451 later",
            "C: MAIL FROM:<m2@example.test>",
            "S: 250 OK",
            "-- java.io.EOFException: gone");
    assertEquals(2, all.size());
    assertFalse(all.get(1).withinAnother());
    assertEquals("", all.get(1).finalReply());
  }

  @Test
  void mailWithinATransactionIsSeen() {
    List<ServerTransaction> all =
        transactions(
            "C: MAIL FROM:<m1@example.test>",
            "S: 250 OK",
            "C: MAIL FROM:<m2@example.test>",
            "S: 503 no");
    assertTrue(all.get(1).withinAnother());
  }

  @Test
  void verdictThatIsALieIsSeen() {
    List<ServerTransaction> all =
        transactions(
            "C: MAIL FROM:<m1@example.test>",
            "S: 250 OK",
            "C: DATA",
            "S: 354 go",
            "C: (5 octets of content)",
            "-- Dropping[fault=Reply[lines=[250 queued]]]",
            "S: 250 queued");
    assertTrue(all.get(0).isLie());
  }
}
