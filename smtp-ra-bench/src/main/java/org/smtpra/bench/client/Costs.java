package org.smtpra.bench.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used up to now.
 *
 * @param nanos of the clock on the wall, from an arbitrary start
 * @param cpuNanos of all threads
 * @param allocatedOctets of the threads that are alive; those that have ended took theirs along
 * @param collections of garbage
 * @param collectionMillis that these took
 */
record Costs(
    long nanos, long cpuNanos, long allocatedOctets, long collections, long collectionMillis) {

  static Costs now() {
    long collections = 0;
    long collectionMillis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += collector.getCollectionCount();
      collectionMillis += collector.getCollectionTime();
    }
    return new Costs(
        System.nanoTime(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        allocated(),
        collections,
        collectionMillis);
  }

  Costs since(Costs earlier) {
    return new Costs(
        nanos - earlier.nanos,
        cpuNanos - earlier.cpuNanos,
        allocatedOctets - earlier.allocatedOctets,
        collections - earlier.collections,
        collectionMillis - earlier.collectionMillis);
  }

  private static long allocated() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long sum = 0;
    for (long octets : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, octets);
    }
    return sum;
  }
}
