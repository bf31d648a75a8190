package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.server.RealMailServer;

/**
 * A server is killed again and again while callers send, and each of them must have been told what
 * is true: a message said to be sent arrives, one that may be sent again does not, and none is
 * handed over twice.
 */
class KilledUnderLoadIT {

  private static final Logger LOG = System.getLogger(KilledUnderLoadIT.class.getName());
  private static final int KILLS = 5;
  private static final long SEED = 20_260_611;
  private static final Duration NO_MORE_ARRIVES = Duration.ofSeconds(2);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  @Test
  void postfixKilledFiveTimesLeavesNoCallerMisled() throws Exception {
    killing(new PostfixIT());
  }

  @Test
  void eximKilledFiveTimesLeavesNoCallerMisled() throws Exception {
    killing(new EximIT());
  }

  @Test
  void openSmtpdKilledFiveTimesLeavesNoCallerMisled() throws Exception {
    killing(new OpenSmtpdIT());
  }

  private void killing(InteropContract contract) throws Exception {
    contract.startServerOnce();
    try {
      RealMailServer process = contract.server().process();
      List<LoadOutcome> outcomes;
      try (SendingLoad load = SendingLoad.on(contract.server())) {
        killRepeatedly(process, load);
        outcomes = load.finish();
      }
      ArrivedCopies arrived = settled(process, outcomes);
      String counts = counts(outcomes, arrived);
      LOG.log(Level.INFO, process.version() + ": " + counts);
      assertTrue(outcomes.stream().anyMatch(LoadOutcome::failed), counts);
      List<String> broken = new ArrayList<>();
      outcomes.forEach(outcome -> arrived.violation(outcome).ifPresent(broken::add));
      assertEquals(List.of(), broken, () -> counts + "\n" + process.log());
    } finally {
      contract.closeServer();
    }
  }

  /** Each time after some successes and a moment, so that the stages take their turns. */
  private static void killRepeatedly(RealMailServer process, SendingLoad load) {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      load.awaitSuccesses(8 + random.nextInt(16));
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(25)).toNanos());
      process.killHard();
      process.start();
    }
    load.awaitSuccesses(16);
  }

  /** Waits for what was promised, and then until the queue gives no more. */
  private static ArrivedCopies settled(RealMailServer process, List<LoadOutcome> outcomes) {
    long start = System.nanoTime();
    long lastArrival = start;
    ArrivedCopies arrived = ArrivedCopies.of(process.delivered());
    while (System.nanoTime() - start < AT_MOST.toNanos()) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      ArrivedCopies now = ArrivedCopies.of(process.delivered());
      if (now.total() != arrived.total() || !now.haveAllPromised(outcomes)) {
        lastArrival = System.nanoTime();
      } else if (System.nanoTime() - lastArrival > NO_MORE_ARRIVES.toNanos()) {
        return now;
      }
      arrived = now;
    }
    return arrived;
  }

  private static String counts(List<LoadOutcome> outcomes, ArrivedCopies arrived) {
    long unknown = outcomes.stream().filter(LoadOutcome::unknown).count();
    long unknownArrived =
        outcomes.stream().filter(LoadOutcome::unknown).filter(arrived::anyOf).count();
    long sent = outcomes.stream().filter(outcome -> !outcome.failed()).count();
    long safe = outcomes.stream().filter(LoadOutcome::safeToSendAgain).count();
    return ("%d sends: %d succeeded, %d safe to send again, %d unknown (%d arrived), %d others;"
            + " %d copies, %d of them repeated by the server; stages of failures %s; slowest %d ms")
        .formatted(
            outcomes.size(),
            sent,
            safe,
            unknown,
            unknownArrived,
            outcomes.size() - sent - safe - unknown,
            arrived.total(),
            arrived.repeated(),
            LoadOutcome.stages(outcomes),
            LoadOutcome.slowest(outcomes).toMillis());
  }
}
