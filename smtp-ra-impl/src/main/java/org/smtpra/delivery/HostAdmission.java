package org.smtpra.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.ChangeSignal;
import org.smtpra.host.HostOutlook;
import org.smtpra.transport.Deadline;

/**
 * The wait for a host that may be used, before a lease is taken: nobody waits for one while holding
 * a lease that others could use. Thread safe.
 */
public final class HostAdmission {

  private static final Duration MOMENT = Duration.ofMillis(50);

  private final SessionProvider provider;
  private final SlotRegistry slots;
  private final ChangeSignal signal;
  private final Duration patience;

  /**
   * Creates it.
   *
   * @param provider knows the hosts
   * @param slots know whether a session is idle
   * @param signal tells when something may have changed
   * @param patience how long to wait for a host, {@code acquireTimeout}
   */
  public HostAdmission(
      SessionProvider provider, SlotRegistry slots, ChangeSignal signal, Duration patience) {
    this.provider = provider;
    this.slots = slots;
    this.signal = signal;
    this.patience = patience;
  }

  /**
   * How long a caller waits for a host.
   *
   * @param limit by when its whole send must have ended
   * @return what {@link #await} takes
   */
  public Deadline patience(Deadline limit) {
    return limit.within(patience);
  }

  /**
   * What the hosts let expect of another attempt.
   *
   * @param wait the time until then
   * @return how long they will be left alone still, where that is longer than anybody would wait
   *     for one; nothing where another attempt may find a session
   */
  Optional<Duration> hopelessFor(Duration wait) {
    HostOutlook outlook = outlook(Optional.empty());
    boolean hopeless =
        !outlook.isOpen()
            && !outlook.mayChange()
            && !endsWithin(outlook, wait.plus(patience))
            && !slots.hasIdleSession(Optional.empty());
    return hopeless ? outlook.pause() : Optional.empty();
  }

  /**
   * Waits between two attempts; only the end of the adapter, or of the message, ends it early.
   *
   * @return false if it ended early
   */
  boolean pause(Duration time, BooleanSupplier calledOff) throws InterruptedException {
    return signal.pause(time, calledOff);
  }

  /** Lets those look who wait between two attempts, whether their message was called off. */
  public void wake() {
    signal.changed();
  }

  private HostOutlook outlook(Optional<Credentials> borrower) {
    return provider.hosts().outlook(provider.signOn().eligible(borrower, Set.of()));
  }

  /** Credentials that were refused may have been changed since: new ones are tried at once. */
  private HostOutlook renewedOutlook(Optional<Credentials> borrower) {
    HostOutlook outlook = outlook(borrower);
    if (outlook.isOpen() || !provider.isRefusedSomewhere(borrower)) {
      return outlook;
    }
    provider.signOn().renew(borrower);
    return outlook(borrower);
  }

  /**
   * Waits until a session can probably be had: an idle one, or a new one at a host that may be
   * tried. Fails at once where no pause can end in time.
   *
   * @param borrower what the application gave for this lease
   * @param limit how long to wait
   * @throws SmtpFailure NO_HOST_AVAILABLE where there is none in time, or the refusal of the
   *     credentials
   */
  public void await(Optional<Credentials> borrower, Deadline limit) throws SmtpFailure {
    boolean told = false;
    while (true) {
      failIfStopped();
      long seen = signal.version();
      HostOutlook outlook = renewedOutlook(borrower);
      if (outlook.isOpen() || slots.hasIdleSession(borrower)) {
        return;
      }
      if (!told) {
        told = true;
        slots.events().openingSuppressed();
      }
      Duration left = Duration.ofNanos(Math.max(0, limit.remainingNanos()));
      Duration pause = outlook.pause().orElse(left);
      if (left.isZero() || (!outlook.mayChange() && !endsWithin(outlook, left))) {
        throw new NoHost(provider.hosts(), provider.signOn()).failure(borrower, Set.of());
      }
      await(seen, pause.compareTo(left) < 0 ? pause : left);
    }
  }

  /**
   * Waits a moment for something to change, where what {@link #await} had found was gone again.
   *
   * @param limit by when to give up
   * @throws SmtpFailure if the thread is interrupted
   */
  public void awaitChange(Deadline limit) throws SmtpFailure {
    Duration left = Duration.ofNanos(Math.max(0, limit.remainingNanos()));
    await(signal.version(), left.compareTo(MOMENT) < 0 ? left : MOMENT);
  }

  private static boolean endsWithin(HostOutlook outlook, Duration left) {
    return outlook.pause().filter(pause -> pause.compareTo(left) <= 0).isPresent();
  }

  private void await(long seen, Duration atMost) throws SmtpFailure {
    try {
      signal.await(seen, atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureCause.CANCELLED, "interrupted while waiting for a host");
    }
  }

  private void failIfStopped() throws SmtpFailure {
    if (signal.isClosed()) {
      throw failure(FailureCause.SHUTDOWN, "the resource adapter was stopped");
    }
  }

  private static SmtpFailure failure(FailureCause cause, String text) {
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.ACQUIRE, cause), null);
  }
}
