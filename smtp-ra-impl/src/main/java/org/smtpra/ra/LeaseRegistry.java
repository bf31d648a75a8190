package org.smtpra.ra;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpLeaseStatus;
import org.smtpra.event.LogMessage;
import org.smtpra.event.SmtpEventListener;

/**
 * The adapter's own list of leases that are out: application servers lose handles that are never
 * closed without a word. Thread safe.
 */
final class LeaseRegistry {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private final Duration leakThreshold;
  private final LongSupplier nanoTime;
  private final SmtpEventListener events;

  /** A threshold of zero turns leak detection off. */
  LeaseRegistry(Duration leakThreshold, LongSupplier nanoTime, SmtpEventListener events) {
    this.leakThreshold = leakThreshold;
    this.nanoTime = nanoTime;
    this.events = events;
  }

  Lease taken(Supplier<String> endpointKey) {
    Throwable stack = leakThreshold.isZero() ? null : new Throwable("the lease was taken here");
    Lease lease =
        new Lease(endpointKey, Thread.currentThread().getName(), nanoTime.getAsLong(), stack);
    leases.add(lease);
    events.leaseTaken();
    return lease;
  }

  /** A lease that the container had taken back is out again. */
  void renewed(Lease lease) {
    if (leases.add(lease)) {
      events.leaseTaken();
    }
  }

  void returned(Lease lease) {
    if (leases.remove(lease)) {
      events.leaseReturned(age(lease));
    } else {
      events.leaseReturnIgnored();
    }
  }

  int size() {
    return leases.size();
  }

  /** The leases that are out, the oldest first. */
  List<SmtpLeaseStatus> status() {
    return leases.stream()
        .map(lease -> new SmtpLeaseStatus(lease.endpointKey.get(), lease.thread, age(lease)))
        .sorted(Comparator.comparing(SmtpLeaseStatus::age).reversed())
        .toList();
  }

  /** Logs each lease held beyond the threshold, once, with the stack that took it. */
  void reportOverdue() {
    if (leakThreshold.isZero()) {
      return;
    }
    for (Lease lease : leases) {
      if (age(lease).compareTo(leakThreshold) >= 0 && lease.report()) {
        LogMessage.LEASE_OVERDUE.to(LOG, lease.stack, lease.describe());
      }
    }
  }

  /** Who holds the leases, for the message of an exhausted pool. */
  String describe() {
    List<SmtpLeaseStatus> out = status();
    if (out.isEmpty()) {
      return "no lease of this connection factory is out";
    }
    SmtpLeaseStatus oldest = out.get(0);
    return out.size()
        + (out.size() == 1 ? " lease is" : " leases are")
        + " out, the oldest for "
        + oldest.age().toMillis()
        + " ms, taken by thread "
        + oldest.thread();
  }

  private Duration age(Lease lease) {
    return Duration.ofNanos(nanoTime.getAsLong() - lease.takenNanos);
  }

  /** One lease that is out. */
  final class Lease {

    private final Supplier<String> endpointKey;
    private final String thread;
    private final long takenNanos;
    private final @Nullable Throwable stack;
    private final AtomicBoolean reported = new AtomicBoolean();

    private Lease(
        Supplier<String> endpointKey, String thread, long takenNanos, @Nullable Throwable stack) {
      this.endpointKey = endpointKey;
      this.thread = thread;
      this.takenNanos = takenNanos;
      this.stack = stack;
    }

    private boolean report() {
      return reported.compareAndSet(false, true);
    }

    String describe() {
      return "a lease taken by thread "
          + thread
          + " has been out for "
          + age(this).toMillis()
          + " ms";
    }
  }
}
