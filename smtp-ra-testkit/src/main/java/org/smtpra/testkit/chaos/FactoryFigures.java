package org.smtpra.testkit.chaos;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Reads the figures of a factory in this process, as its bean in JMX has them. */
final class FactoryFigures {

  private FactoryFigures() {}

  /**
   * The figures of now.
   *
   * @param hosts the factory's hosts, {@code host:port}, separated by commas
   * @return by the metric's name, all tags added up; nothing before the first use of the factory,
   *     and after its end
   */
  static Optional<Map<String, Long>> read(String hosts) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      Set<ObjectName> beans =
          server.queryNames(
              new ObjectName(
                  "org.smtpra:type=ConnectionFactory,hosts=" + ObjectName.quote(hosts) + ",*"),
              null);
      if (beans.size() != 1) {
        return Optional.empty();
      }
      return Optional.of(
          sums((CompositeData[]) server.getAttribute(beans.iterator().next(), "Metrics")));
    } catch (InstanceNotFoundException e) {
      return Optional.empty();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> sums(CompositeData[] metrics) {
    Map<String, Long> sums = new HashMap<>();
    for (CompositeData metric : metrics) {
      long figure =
          "GAUGE".equals(metric.get("kind"))
              ? ((Double) metric.get("value")).longValue()
              : (Long) metric.get("count");
      sums.merge((String) metric.get("name"), figure, Long::sum);
    }
    return sums;
  }
}
