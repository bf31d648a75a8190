package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** A pool's figures, as JMX shows them. */
final class Figures {

  private Figures() {}

  /** How often something happened, over all tags; 0 where nobody counts. */
  static long count(String metric, String hosts) throws Exception {
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> beans =
        platform.queryNames(
            new ObjectName(
                "org.smtpra:type=ConnectionFactory,hosts=" + ObjectName.quote(hosts) + ",*"),
            null);
    long sum = 0;
    for (ObjectName bean : beans) {
      CompositeData[] rows = (CompositeData[]) platform.getAttribute(bean, "Metrics");
      sum +=
          Arrays.stream(rows)
              .filter(row -> metric.equals(row.get("name")))
              .mapToLong(row -> (Long) row.get("count"))
              .sum();
    }
    return sum;
  }

  /** Waits until it has happened so often. */
  static void awaitAtLeast(long count, String metric, String hosts) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          while (count(metric, hosts) < count) {
            Thread.onSpinWait();
          }
        });
  }
}
