package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void passesExactlyWhenItsTimeIsOverAlsoWhereTheClockOverflows() {
    Deadline deadline = Deadline.after(Duration.ofNanos(10), clock::get);
    assertEquals(10, deadline.remainingNanos());
    clock.addAndGet(9);
    assertFalse(deadline.hasPassed());
    clock.addAndGet(1);
    assertTrue(deadline.hasPassed());
    clock.addAndGet(1);
    assertEquals(-1, deadline.remainingNanos());
  }

  @Test
  void earlierOfTwoCounts() {
    Deadline deadline = Deadline.after(Duration.ofNanos(10), clock::get);
    assertEquals(4, deadline.within(Duration.ofNanos(4)).remainingNanos());
    assertSame(deadline, deadline.within(Duration.ofNanos(10)));
    assertSame(deadline, deadline.within(Duration.ofDays(1)));
  }

  @Test
  void neverIsLongerThanAnyBudget() {
    Deadline never = Deadline.never(clock::get);
    assertTrue(never.remainingNanos() > Duration.ofDays(36_500).toNanos());
    assertEquals(7, never.within(Duration.ofNanos(7)).remainingNanos());
  }

  @Test
  void durationThatNoClockCanCountMeansNever() {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    assertFalse(Deadline.after(forEver, clock::get).hasPassed());
    Deadline near = Deadline.after(Duration.ofNanos(3), clock::get);
    assertSame(near, near.within(forEver));
  }

  @Test
  void renewedDeadlineForgetsThatTheFormerPassed() {
    Deadline deadline = Deadline.after(Duration.ofNanos(1), clock::get);
    clock.addAndGet(5);
    assertTrue(deadline.hasPassed());
    assertEquals(3, deadline.renewed(Duration.ofNanos(3)).remainingNanos());
  }
}
