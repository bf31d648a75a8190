package org.smtpra.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.config.SessionLimits;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.FailureCause;
import org.smtpra.host.ChangeSignal;
import org.smtpra.session.Opening;

/**
 * All slots of one configuration, whichever pool entry has them: so a session that idles in one of
 * them can serve a borrower who got another. Thread safe.
 */
public final class SlotRegistry {

  private final SessionProvider provider;
  private final SessionRules rules;
  private final SmtpEventListener events;
  private final ChangeSignal signal;
  private final FinishingSlots finishing;
  private final Set<SessionSlot> slots = ConcurrentHashMap.newKeySet();

  /** Calls off what is opened in the background. */
  private final Opening background = new Opening();

  private volatile boolean closed;

  /**
   * Creates a registry without slots.
   *
   * @param provider opens sessions
   * @param limits when to replace them
   * @param events hears of their ends
   * @param signal tells those who wait that a session has become idle
   * @param nanoTime the monotonic clock
   */
  public SlotRegistry(
      SessionProvider provider,
      SessionLimits limits,
      SmtpEventListener events,
      ChangeSignal signal,
      LongSupplier nanoTime) {
    this.provider = provider;
    this.rules = new SessionRules(limits, provider);
    this.events = events;
    this.signal = signal;
    this.finishing = new FinishingSlots(nanoTime);
  }

  SmtpEventListener events() {
    return events;
  }

  /**
   * A new slot, without a session.
   *
   * @return the slot; good for nothing after {@link #shutDown}
   */
  public SessionSlot create() {
    SessionSlot slot = new SessionSlot(this, provider, rules);
    slots.add(slot);
    if (closed) {
      slot.destroyNow();
      slots.remove(slot);
    }
    return slot;
  }

  /**
   * The pool has destroyed an entry.
   *
   * @param slot its slot
   */
  public void forget(SessionSlot slot) {
    slots.remove(slot);
  }

  Set<SessionSlot> slots() {
    return slots;
  }

  /**
   * The sessions that are open now.
   *
   * @return one entry a session, in no order
   */
  public List<SessionCondition> sessions() {
    return slots.stream().flatMap(slot -> slot.condition().stream()).toList();
  }

  /**
   * Ends the sessions that nobody uses; their slots stay.
   *
   * @return how many
   */
  public int retireIdle() {
    return (int) slots.stream().filter(slot -> slot.idle().retire()).count();
  }

  Opening background() {
    return background;
  }

  FinishingSlots finishing() {
    return finishing;
  }

  boolean hasIdleSession(Optional<Credentials> borrower) {
    return slots.stream().anyMatch(slot -> slot.idle().suits(borrower, true));
  }

  /** Takes an idle session that suits a borrower, and leaves the offered one; null for none. */
  @Nullable PooledSession exchange(
      @Nullable PooledSession offered, Optional<Credentials> borrower, boolean mayNeedProof) {
    for (SessionSlot slot : slots) {
      PooledSession found = slot.idle().exchange(offered, borrower, mayNeedProof);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  void becameIdle() {
    signal.changed();
  }

  void turnEnded() {
    finishing.turnEnded();
  }

  boolean letsFinish(SessionSlot slot) {
    return slot.isRunning() && finishing.lets(slot);
  }

  /**
   * Ends every slot: idle sessions at once, for not every pool destroys its entries first; running
   * sends may finish, as long as the grace period lasts.
   *
   * @param grace the longest wait
   */
  public void shutDown(Duration grace) {
    closed = true;
    background.abort(FailureCause.SHUTDOWN);
    slots.forEach(SessionSlot::endIdle);
    finishing.awaitQuiet(slots, grace);
    slots.forEach(SessionSlot::destroyNow);
    slots.clear();
    finishing.endAll();
  }
}
