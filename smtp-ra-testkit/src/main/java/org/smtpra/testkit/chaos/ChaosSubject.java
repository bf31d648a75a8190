package org.smtpra.testkit.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.testkit.chaos.law.PoolFacts;
import org.smtpra.testkit.chaos.order.BatchCaller;
import org.smtpra.testkit.chaos.order.MailCaller;

/** A pool under test, wherever it runs. */
public interface ChaosSubject extends MailCaller, AutoCloseable {

  /** Sends several messages in one call; nothing where only single ones are sent. */
  default Optional<BatchCaller> batches() {
    return Optional.empty();
  }

  /** What the factory has counted; nothing where it cannot be asked. May be asked after close. */
  Optional<PoolFacts.Counters> counters();

  /**
   * The figures of now by the metric's name, all tags added up; nothing where none are to be had.
   */
  Optional<Map<String, Long>> figures();

  /** Sessions, leases and threads that are still there; empty where nobody can be asked. */
  List<String> left();

  /** Closes the pool, while calls may be running. */
  @Override
  void close();

  /** Opens pools. */
  @FunctionalInterface
  interface Opener {

    /** Opens one with these properties of a connection factory. */
    ChaosSubject open(Map<String, String> properties);
  }
}
