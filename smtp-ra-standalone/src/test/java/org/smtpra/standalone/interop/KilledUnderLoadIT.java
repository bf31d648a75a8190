package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.testkit.server.RealMailServer;
import org.smtpra.testkit.sweep.SweptClass;

/**
 * A server is killed in each stage of one message while other callers send, and each of them must
 * have been told what is true: a message said to be sent arrives, one that may be sent again does
 * not, and none is handed over twice.
 */
@ExtendWith(SweptClass.class)
class KilledUnderLoadIT {

  private static final Logger LOG = System.getLogger(KilledUnderLoadIT.class.getName());
  private static final int SUCCESSES_BETWEEN = 12;
  private static final Duration NO_MORE_ARRIVES = Duration.ofSeconds(2);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  @Test
  void postfixKilledInEachStageLeavesNoCallerMisled() throws Exception {
    killing(new PostfixIT());
  }

  @Test
  void eximKilledInEachStageLeavesNoCallerMisled() throws Exception {
    killing(new EximIT());
  }

  @Test
  void openSmtpdKilledInEachStageLeavesNoCallerMisled() throws Exception {
    killing(new OpenSmtpdIT());
  }

  private void killing(InteropContract contract) throws Exception {
    contract.startServerOnce();
    try {
      RealMailServer process = contract.server().process();
      List<LoadOutcome> outcomes = new ArrayList<>();
      try (SendingLoad load = SendingLoad.on(contract.server())) {
        for (KillMoment moment : KillMoment.values()) {
          load.awaitSuccesses(SUCCESSES_BETWEEN);
          outcomes.add(KillVictim.send(contract.server(), moment));
          process.start();
        }
        load.awaitSuccesses(SUCCESSES_BETWEEN);
        outcomes.addAll(load.finish());
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
