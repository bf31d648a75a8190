package org.smtpra.standalone.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.standalone.SmtpPool;

/**
 * Sessions of one pool that are all opened, left alone until each has been proven once, and then
 * used once each. The threads and the heap that they need are looked at meanwhile.
 *
 * @param properties of the pool, with the number of sessions
 * @param port where they lead
 * @param sessions how many
 * @param keepAlive the longest wait for the probes; zero for none
 */
record KeptSessions(Map<String, String> properties, int port, int sessions, Duration keepAlive) {

  private static final int OPENERS = 16;
  private static final int LEASES = 20_000;

  /** Does it; asserts that every session is still the one that was opened. */
  Upkeep play() throws Exception {
    oneBefore();
    OwnThreads threads = new OwnThreads();
    long heap = HeapInUse.now();
    long began = System.nanoTime();
    try (SmtpPool pool = SmtpPool.open(properties)) {
      SmtpConnectionFactory factory = pool.factory();
      List<SmtpConnection> all = leaseAll(factory);
      long opened = System.nanoTime() - began;
      assertEquals(sessions, factory.status().openSessions());
      all.forEach(SmtpConnection::close);
      long idleSince = System.nanoTime();
      double heapOfEach = (double) (HeapInUse.now() - heap) / sessions;
      Set<String> own = threads.now();
      int probes = probes();
      long probed = System.nanoTime() - idleSince;
      assertEquals(sessions, factory.status().openSessions());
      long leaseNanos = lease(factory);
      sendByEach(factory);
      assertEquals(sessions, factory.status().sent());
      assertEquals(sessions, factory.status().openSessions());
      assertEquals(sessions, factory.status().sessionsOpened());
      return new Upkeep(opened, heapOfEach, own, probes, probed, leaseNanos);
    }
  }

  private int probes() throws InterruptedException {
    if (keepAlive.isZero()) {
      return 0;
    }
    try (SocketWrites probes = new SocketWrites(port, sessions)) {
      return probes.await(keepAlive);
    }
  }

  /** Loads the classes, so that no session pays for them. */
  private void oneBefore() throws Exception {
    try (SmtpPool pool = SmtpPool.open(properties)) {
      pool.factory().getConnection().close();
    }
  }

  private List<SmtpConnection> leaseAll(SmtpConnectionFactory factory) throws Exception {
    List<SmtpConnection> all = new ArrayList<>();
    ExecutorService openers = Executors.newFixedThreadPool(OPENERS);
    try {
      List<Future<SmtpConnection>> opening = new ArrayList<>();
      for (int i = 0; i < sessions; i++) {
        opening.add(openers.submit(() -> factory.getConnection()));
      }
      for (Future<SmtpConnection> lease : opening) {
        all.add(lease.get());
      }
    } finally {
      openers.shutdown();
      openers.awaitTermination(1, TimeUnit.MINUTES);
    }
    return all;
  }

  private static long lease(SmtpConnectionFactory factory) throws Exception {
    long began = System.nanoTime();
    for (int i = 0; i < LEASES; i++) {
      factory.getConnection().close();
    }
    return (System.nanoTime() - began) / LEASES;
  }

  private void sendByEach(SmtpConnectionFactory factory) throws Exception {
    List<SmtpConnection> all = leaseAll(factory);
    for (int i = 0; i < sessions; i++) {
      all.get(i).send(NumberedMail.build(factory, i));
    }
    all.forEach(SmtpConnection::close);
  }

  /**
   * What was seen.
   *
   * @param openedNanos to open all
   * @param heapOfEach octets in the heap for each session
   * @param threads that the pool has while nobody sends, by name
   * @param probes that there were while nobody sent
   * @param probedNanos from the last use to the last of these probes
   * @param leaseNanos to take a lease and give it back, with all the sessions idle
   */
  record Upkeep(
      long openedNanos,
      double heapOfEach,
      Set<String> threads,
      int probes,
      long probedNanos,
      long leaseNanos) {

    Upkeep {
      threads = Set.copyOf(threads);
    }
  }
}
