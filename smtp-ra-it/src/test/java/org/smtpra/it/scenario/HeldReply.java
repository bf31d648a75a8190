package org.smtpra.it.scenario;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.FaultSource;
import org.smtpra.testkit.ScriptedSmtpServer;

/**
 * Keeps a mail server's replies at one stage back, until it lets go: a send is surely under way
 * meanwhile. Thread safe.
 */
final class HeldReply implements FaultSource, AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final org.smtpra.testkit.Stage where;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private HeldReply(org.smtpra.testkit.Stage where) {
    this.where = where;
  }

  static HeldReply at(org.smtpra.testkit.Stage where, ScriptedSmtpServer mail) {
    HeldReply held = new HeldReply(where);
    mail.consult(held);
    return held;
  }

  @Override
  public Optional<Fault> due(org.smtpra.testkit.Stage stage) {
    if (stage == where) {
      reached.countDown();
      await(released, "the end of a held reply");
    }
    return Optional.empty();
  }

  /** Waits until a send waits for the reply. */
  void awaitSend() {
    await(reached, "a send to reach " + where);
  }

  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
  }

  private static void await(CountDownLatch latch, String what) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    }
  }
}
