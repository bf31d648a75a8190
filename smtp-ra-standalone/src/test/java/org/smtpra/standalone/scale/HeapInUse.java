package org.smtpra.standalone.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is reachable in this process. */
final class HeapInUse {

  /** What one collection makes unreachable the next may find. */
  private static final int COLLECTIONS = 3;

  private HeapInUse() {}

  /** In octets, after garbage collections. */
  static long now() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
