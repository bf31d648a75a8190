package org.smtpra.standalone.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.Times;

/**
 * Callers who come one after the other while every session is leased, wait in one queue, and are
 * let loose together.
 *
 * @param callers a thread each
 * @param sessions the most of the pool
 * @param messages of each caller
 */
record WaitingCrowd(int callers, int sessions, int messages) {

  private static final long PATIENCE_MINUTES = 10;

  /**
   * Lets them come, wait and send. Asserts that each message arrived once, and that there were no
   * more connections than sessions.
   */
  Service play(ScaleSite site) throws Exception {
    List<SmtpConnection> all = leases(site);
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(callers);
    List<WaitingCaller> crowd =
        IntStream.range(0, callers)
            .mapToObj(
                i -> new WaitingCaller(site.pool().factory(), i * messages, messages, turns, ready))
            .toList();
    assertTrue(ready.await(PATIENCE_MINUTES, TimeUnit.MINUTES), "the callers do not come");
    long before = HeapInUse.now();
    crowd.forEach(WaitingCaller::callIn);
    long waiting = HeapInUse.now() - before;
    assertEquals(0, site.server().received().size(), "somebody did not wait");
    long began = System.nanoTime();
    all.forEach(SmtpConnection::close);
    for (WaitingCaller caller : crowd) {
      caller.join(TimeUnit.MINUTES.toMillis(PATIENCE_MINUTES));
    }
    assertCounts(site);
    return service(crowd, began, (double) waiting / callers);
  }

  private List<SmtpConnection> leases(ScaleSite site) throws SmtpSendFailedException {
    List<SmtpConnection> leases = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      leases.add(site.pool().factory().getConnection());
    }
    return leases;
  }

  private void assertCounts(ScaleSite site) {
    List<String> arrived =
        site.server().received().stream()
            .map(ReceivedMessage::recipients)
            .map(List::toString)
            .sorted()
            .toList();
    List<String> sent =
        IntStream.range(0, callers * messages)
            .mapToObj(number -> List.of(NumberedMail.recipient(number)).toString())
            .sorted()
            .toList();
    assertEquals(sent, arrived);
    assertEquals(sessions, site.server().sessionsAccepted());
    assertTrue(site.server().maxOpenSessions() <= sessions);
  }

  private Service service(List<WaitingCaller> crowd, long began, double heapOfEach) {
    Times waits = new Times();
    int[] displaced = new int[callers];
    long ended = began;
    for (int i = 0; i < callers; i++) {
      WaitingCaller caller = crowd.get(i);
      for (long wait : caller.waits(began)) {
        waits.add(wait);
      }
      displaced[i] = Math.abs(caller.turn() - i);
      ended = Math.max(ended, caller.endedNanos());
    }
    return new Service(
        this, ended - began, waits, IntStream.of(displaced).sorted().boxed().toList(), heapOfEach);
  }

  /**
   * How they were served.
   *
   * @param crowd who
   * @param nanos from the first lease that came free to the end of the last caller
   * @param waits for leases; the first of each caller begins when all are let loose
   * @param displaced by how many places each caller's first lease came sooner or later than the
   *     caller's turn, the least first
   * @param heapOfEach octets that a caller's wait keeps in the heap
   */
  record Service(
      WaitingCrowd crowd, long nanos, Times waits, List<Integer> displaced, double heapOfEach) {

    Service {
      displaced = List.copyOf(displaced);
    }

    double perSecond() {
      return crowd.callers() * crowd.messages() / (nanos / 1e9);
    }

    int displacedP99() {
      return displaced.get((int) Math.ceil(0.99 * displaced.size()) - 1);
    }

    int displacedMost() {
      return displaced.get(displaced.size() - 1);
    }
  }
}
