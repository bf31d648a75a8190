package org.smtpra.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.process.Fields;

class MeasurementTest {

  private static final Workload FAR = Workloads.plain(20, Workloads.SMALL, 8);

  @Test
  void figuresAreThoseOfAMessage() {
    Measurement measured =
        Measurement.of(
            Fields.parse(
                "messages=10 nanos=2000000000 cpuNanos=50000 allocated=20480 p50Nanos=1000000"
                    + " p99Nanos=3000000 collectionMillis=4"),
            Fields.parse("messages=5 roundTrips=7 sessions=1"),
            Fields.parse("messages=15 roundTrips=27 sessions=3"));
    assertEquals(new Measurement(5, 1, 3, 2, 5, 2, 2, 4), measured);
  }

  @Test
  void whatASenderDoesNotTellIsADash() {
    Measurement measured =
        Measurement.of(
            Fields.parse("messages=10 nanos=2000000000 cpuNanos=50000 p50Nanos=1 p99Nanos=3"),
            Fields.parse("messages=5 roundTrips=7 sessions=1"),
            Fields.parse("messages=15 roundTrips=27 sessions=3"));
    Results results = new Results();
    results.add(FAR, Peer.NODEMAILER, measured);
    String table = String.join("\n", new Tables(results).lines());
    assertTrue(
        table.contains(
            "| `nodemailer` | 5 (5-5) | \u2013 | 0.00 | 0.00 | 2.00 | 5 | \u2013 | 2 | \u2013 |"),
        table);
  }

  @Test
  void senderThatSaysMoreThanHasArrivedIsNotBelieved() {
    Fields told =
        Fields.parse(
            "messages=10 nanos=1 cpuNanos=1 allocated=1 p50Nanos=1 p99Nanos=1 collectionMillis=0");
    Fields before = Fields.parse("messages=0 roundTrips=0 sessions=0");
    Fields after = Fields.parse("messages=9 roundTrips=0 sessions=0");
    assertThrows(IllegalStateException.class, () -> Measurement.of(told, before, after));
  }

  @Test
  void targetIsMetMissedOrNotMeasured() {
    Results results = new Results();
    results.add(FAR, Peer.SMTP_RA, rate(90, 2.0));
    results.add(FAR, Peer.SMTP_RA, rate(100, 2.0));
    results.add(FAR, Peer.SMTP_RA, rate(400, 2.0));
    results.add(FAR, Peer.ANGUS_REUSED, rate(40, 4.0));
    results.add(FAR, Peer.VERTX, rate(100, 3.0));
    String table = String.join("\n", Targets.lines(results));
    assertTrue(
        table.contains("| round trips, ENVELOPE, one recipient | <= 2.00 | 2.00 | met |"), table);
    assertTrue(table.contains("| RTT 20 ms: of Angus reused | >= 2.00 | 2.50 | met |"), table);
    assertTrue(
        table.contains("| RTT 20 ms: of Vert.x | >= 1.50 | 1.00 | **missed** by 33 % |"), table);
    assertTrue(table.contains("| RTT 0: of tuned Angus | >= 2.00 | not measured in this run |"));
    assertTrue(new Tables(results).lines().contains("### " + FAR.title()));
    assertTrue(
        table.contains("| RTT 20 ms, FULL: of Vert.x | >= 3.00 | not measured in this run |"),
        table);
  }

  @Test
  void medianOfAnEvenNumberOfRoundsLiesBetweenTheTwoInTheMiddle() {
    assertEquals(15, Measurement.median(List.of(rate(10, 1), rate(20, 1))).messagesPerSecond());
  }

  private static Measurement rate(double rate, double roundTrips) {
    return new Measurement(rate, 1, 1, roundTrips, 1, 1, 0, 0);
  }
}
