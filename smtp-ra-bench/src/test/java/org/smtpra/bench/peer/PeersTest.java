package org.smtpra.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.sink.Sink;

/** Every sender does what it is measured for; what can be counted of ours is counted. */
class PeersTest {

  private static final int CALLS = 5;

  @ParameterizedTest
  @EnumSource(value = Peer.class, mode = EnumSource.Mode.EXCLUDE, names = "NODEMAILER")
  void everySenderSendsWhatItSaysToEachRecipient(Peer peer) throws Exception {
    try (Sink sink = new Sink(null)) {
      Workload workload = new Workload(0, Workloads.SMALL, 1, 2, 3, false);
      int sent = 0;
      Sender sender = peer.open(new Job(sink.listen(0), workload));
      for (int i = 0; i < CALLS; i++) {
        sent += sender.send();
      }
      sender.stop();
      assertEquals(sent, count(sink, "messages"));
      assertEquals(3L * sent, count(sink, "recipients"));
      assertTrue(count(sink, "octets") > (long) sent * Workloads.SMALL / 2);
    }
  }

  @Test
  void oursNeedsTwoRoundTripsForAMessage() throws Exception {
    assertEquals(2 * 100, roundTrips(Peer.SMTP_RA, 1, 100));
  }

  @Test
  void oursNeedsOneRoundTripForAMessageInFull() throws Exception {
    assertEquals(100, roundTrips(Peer.SMTP_RA_FULL, 1, 100));
  }

  @Test
  void oursNeedsOneRoundTripAMessageAndOneMoreForABatchOfTwenty() throws Exception {
    assertEquals(10 * 21, roundTrips(Peer.SMTP_RA_BATCH, 1, 10));
  }

  @Test
  void oursNeedsTwoRoundTripsForAHundredRecipients() throws Exception {
    // The envelope goes in one flush; the sink may read it in more pieces than one.
    assertTrue(roundTrips(Peer.SMTP_RA, 100, 20) <= 20 * 4);
  }

  @Test
  void oursNeedsLessThanAFifthOfARoundTripForAMessageOfAHundredInFull() throws Exception {
    // At a round-trip time of 0 the sink cannot tell a wait from a flush that comes in pieces.
    long trips = roundTrips(Peer.SMTP_RA_FULL_BATCH, 100, 1, 2);
    assertTrue(trips < 2 * 20, () -> trips + " round trips for 200 messages");
  }

  @Test
  void sessionsAreOneAMessageWhereThatIsWhatIsMeasured() throws Exception {
    for (Peer peer : List.of(Peer.BARE_TLS_EACH, Peer.SMTP_RA_EACH)) {
      try (Sink sink = new Sink(null)) {
        Sender sender = peer.open(new Job(sink.listen(0), Workloads.plain(0, Workloads.SMALL, 1)));
        send(sender, CALLS);
        sender.stop();
        assertEquals(CALLS, count(sink, "sessions"), peer.label());
      }
    }
  }

  @Test
  void sendersAreMeasuredWhereItTellsSomethingOfThem() {
    Workload usual = Workloads.plain(5, Workloads.SMALL, 8);
    Workload sessions = Workloads.encrypted(5, Workloads.SMALL, 1);
    Workload crowd = Workloads.crowded(0, 10_000, 8);
    for (Peer peer : Peer.values()) {
      boolean sessionAMessage = peer == Peer.BARE_TLS_EACH || peer == Peer.SMTP_RA_EACH;
      assertEquals(!sessionAMessage, peer.measures(usual), peer.label());
    }
    assertTrue(Peer.BARE_TLS_EACH.measures(sessions));
    assertTrue(Peer.SMTP_RA.measures(sessions));
    assertFalse(Peer.VERTX.measures(sessions));
    assertTrue(Peer.SMTP_RA.measures(crowd));
    assertFalse(Peer.NODEMAILER.measures(crowd));
  }

  /**
   * About 22 KiB, not yet compiled, when this was written; 173 KiB with Jakarta Mail's own way to
   * write.
   */
  @Test
  void oursAllocatesLittleForASmallMessage() throws Exception {
    try (Sink sink = new Sink(null)) {
      Sender sender =
          Peer.SMTP_RA.open(new Job(sink.listen(0), Workloads.plain(0, Workloads.SMALL, 1)));
      send(sender, 300);
      ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
      long before = threads.getCurrentThreadAllocatedBytes();
      send(sender, 300);
      long each = (threads.getCurrentThreadAllocatedBytes() - before) / 300;
      sender.stop();
      assertTrue(each < 28 * 1024, () -> each + " octets were allocated for a message");
    }
  }

  private static long roundTrips(Peer peer, int recipients, int messages) throws Exception {
    return roundTrips(peer, 0, recipients, messages);
  }

  private static long roundTrips(Peer peer, int rttMillis, int recipients, int messages)
      throws Exception {
    try (Sink sink = new Sink(null)) {
      Workload workload = new Workload(rttMillis, Workloads.SMALL, 1, 1, recipients, false);
      Sender sender = peer.open(new Job(sink.listen(rttMillis), workload));
      send(sender, 1);
      long before = count(sink, "roundTrips");
      send(sender, messages);
      long after = count(sink, "roundTrips");
      sender.stop();
      return after - before;
    }
  }

  private static void send(Sender sender, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      sender.send();
    }
  }

  private static long count(Sink sink, String name) {
    Map<String, String> counts = sink.counts();
    return Long.parseLong(counts.get(name));
  }
}
