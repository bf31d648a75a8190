package org.smtpra.observability;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpra.observability.reading.Factories;

/** Factories for whose clock a second passes between any two questions: each reading is new. */
public final class LiveFigures {

  private static final long SECOND = 1_000_000_000L;

  private LiveFigures() {}

  /** Those of this virtual machine. */
  public static Factories factories() {
    AtomicLong time = new AtomicLong();
    return new Factories(ManagementFactory.getPlatformMBeanServer(), () -> time.addAndGet(SECOND));
  }
}
