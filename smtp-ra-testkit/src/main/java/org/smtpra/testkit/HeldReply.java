package org.smtpra.testkit;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a mail server's replies at one stage back, until it lets go: a send is surely under way
 * meanwhile. Thread safe.
 */
public final class HeldReply implements FaultSource, AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  private final Stage where;
  private final Optional<Fault> then;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private HeldReply(Stage where, Optional<Fault> then) {
    this.where = where;
    this.then = then;
  }

  /** Has the server ask this one before each reply; a later one takes its place. */
  public static HeldReply at(Stage where, ScriptedSmtpServer mail) {
    return consulted(new HeldReply(where, Optional.empty()), mail);
  }

  /** The same, with another reply in the end. */
  public static HeldReply at(Stage where, Fault then, ScriptedSmtpServer mail) {
    return consulted(new HeldReply(where, Optional.of(then)), mail);
  }

  private static HeldReply consulted(HeldReply held, ScriptedSmtpServer mail) {
    mail.consult(held);
    return held;
  }

  @Override
  public Optional<Fault> due(Stage stage) {
    if (stage != where) {
      return Optional.empty();
    }
    reached.countDown();
    await(released, "the end of a held reply");
    return then;
  }

  /** Waits until a send waits for the reply. */
  public void awaitSend() {
    await(reached, "a send to reach " + where);
  }

  /** Lets go, for good. */
  public void release() {
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
