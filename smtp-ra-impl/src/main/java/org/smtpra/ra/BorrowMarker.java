package org.smtpra.ra;

/**
 * Marks, for the current thread, that our own connection factory is asking the container for a
 * lease. It tells our borrow from the container's own fills, validations and pings, which share
 * every argument with it. One for each managed connection factory.
 */
final class BorrowMarker {

  private final ThreadLocal<Boolean> marker = new ThreadLocal<>();

  void begin() {
    marker.set(Boolean.TRUE);
  }

  void end() {
    marker.remove();
  }

  boolean isOurs() {
    return marker.get() != null;
  }
}
