package org.smtpra.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.smtpra.event.SessionEnd;
import org.smtpra.host.HostCondition;
import org.smtpra.transport.Deadline;

/**
 * What is done in the background, about once a second: sessions that nobody uses are proven or
 * ended, a host whose pause is over gets its single attempt, and slots whose grace is over end. No
 * borrower then meets a dead host or a dead session first. Thread safe.
 */
public final class SlotUpkeep {

  /** Proofs under way at once: a host that has vanished must not use up the server's workers. */
  private static final int MOST_PROOFS = 4;

  /** Hosts tried at once; proofs that wait for a vanished one must not be in their way. */
  private static final int MOST_TRIES = 4;

  private final SlotRegistry slots;
  private final SessionProvider provider;
  private final Executor workers;
  private final LongSupplier nanoTime;
  private final BoundedTasks proofs = new BoundedTasks(MOST_PROOFS);
  private final BoundedTasks tries = new BoundedTasks(MOST_TRIES);

  /**
   * Creates it; nothing happens until {@link #run}.
   *
   * @param slots the slots to look after
   * @param provider opens the single attempt of a half-open host
   * @param workers run what may wait for a server
   * @param nanoTime the monotonic clock
   */
  public SlotUpkeep(
      SlotRegistry slots, SessionProvider provider, Executor workers, LongSupplier nanoTime) {
    this.slots = slots;
    this.provider = provider;
    this.workers = workers;
    this.nanoTime = nanoTime;
  }

  /**
   * Somebody will call {@link #run} from now on: destroyed slots may let a running send finish.
   *
   * @param grace how long; zero if nobody will any more
   */
  public void begin(Duration grace) {
    slots.finishing().lookedAfter(grace);
  }

  /** One round. Returns soon: whatever may wait for a server runs on a worker. */
  public void run() {
    slots.finishing().endOverdue();
    List<IdleSlot> idle = slots.slots().stream().map(SessionSlot::idle).toList();
    idle.forEach(IdleSlot::look);
    Queue<IdleSlot> due = new ConcurrentLinkedQueue<>();
    idle.stream().filter(IdleSlot::needsProbe).forEach(due::add);
    for (int i = Math.min(due.size(), MOST_PROOFS); i > 0; i--) {
      proofs.run(workers, () -> prove(due));
    }
    tryHosts();
  }

  /** All that are due, however many: left for the next round, some would wait for ever. */
  private static void prove(Queue<IdleSlot> due) {
    IdleSlot slot = due.poll();
    while (slot != null) {
      slot.probe();
      slot = due.poll();
    }
  }

  /**
   * The part of a round that finds hosts that are back. Returns soon, and does nothing unless a
   * host's pause is over, so that it can be called more often.
   */
  public void tryHosts() {
    if (provider.hosts().conditions().stream().anyMatch(HostCondition::isHalfOpen)) {
      tries.run(workers, this::tryHalfOpenHost);
    }
  }

  /** Within the pool's bounds: in an idle entry, an empty one first. */
  private void tryHalfOpenHost() {
    Deadline never = Deadline.never(nanoTime);
    if (slots.slots().isEmpty()) {
      provider
          .halfOpen(host -> true)
          .flatMap(place -> provider.tryIt(place, never, slots.background()))
          .ifPresent(session -> session.end(SessionEnd.UNUSED, slots.events()));
      return;
    }
    boolean tried =
        slots.slots().stream()
            .sorted(Comparator.comparing(slot -> slot.session().isPresent()))
            .anyMatch(slot -> slot.idle().tryHost(provider, never));
    if (tried) {
      slots.becameIdle();
    }
  }
}
