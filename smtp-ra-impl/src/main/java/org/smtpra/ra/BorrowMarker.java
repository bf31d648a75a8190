package org.smtpra.ra;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.jspecify.annotations.Nullable;

/**
 * Marks, for the current thread, that our own connection factory is asking the container for a
 * lease, and as whom. It tells our borrow from the container's own fills, validations and pings,
 * which share every argument with it. One for each managed connection factory.
 */
final class BorrowMarker {

  @SuppressWarnings("ThreadLocalUsage") // one for each factory, and empty between borrows
  private final ThreadLocal<Borrow> marker = new ThreadLocal<>();

  void begin(@Nullable SmtpConnectionRequestInfo request) {
    marker.set(new Borrow(request, null));
  }

  void end() {
    marker.remove();
  }

  boolean isOurs() {
    return marker.get() != null;
  }

  /**
   * What the borrower asked for. On our own borrow we know it, and the container may not: TomEE
   * hands over what was asked when the pool entry was made, by whomever.
   */
  @Nullable ConnectionRequestInfo request(@Nullable ConnectionRequestInfo containers) {
    Borrow ours = marker.get();
    return ours == null ? containers : ours.request();
  }

  /** A pool entry has given the container a handle. */
  void made(SmtpConnectionImpl handle) {
    Borrow ours = marker.get();
    if (ours != null) {
      marker.set(new Borrow(ours.request(), handle));
    }
  }

  /** The handle of this borrow, which the container may fail to hand out. */
  @Nullable SmtpConnectionImpl made() {
    Borrow ours = marker.get();
    return ours == null ? null : ours.handle();
  }

  private record Borrow(
      @Nullable SmtpConnectionRequestInfo request, @Nullable SmtpConnectionImpl handle) {}
}
