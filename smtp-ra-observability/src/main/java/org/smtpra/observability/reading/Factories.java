package org.smtpra.observability.reading;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The connection factories of every smtp-ra in this application server, found by the names of their
 * beans. Thread safe.
 */
public final class Factories {

  private final MBeanServer server;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private Map<ObjectName, FactoryFigures> known = new HashMap<>();

  /**
   * Those of an MBean server.
   *
   * @param server where the beans are
   * @param nanoTime the monotonic clock
   */
  public Factories(MBeanServer server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /**
   * Those of this Java virtual machine.
   *
   * @return all that there are and will be
   */
  public static Factories ofThisServer() {
    return new Factories(ManagementFactory.getPlatformMBeanServer(), System::nanoTime);
  }

  /**
   * The factories that are there now.
   *
   * @return each with its figures, the same object as long as it is there
   */
  public List<FactoryFigures> now() {
    Set<ObjectName> names = names(server);
    lock.lock();
    try {
      Map<ObjectName, FactoryFigures> now = new TreeMap<>();
      for (ObjectName name : names) {
        FactoryFigures before = known.get(name);
        now.put(name, before == null ? new FactoryFigures(server, name, nanoTime) : before);
      }
      known = now;
      return List.copyOf(now.values());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The hosts of each factory at this moment.
   *
   * @return a list for each factory that has used its configuration
   */
  public List<List<HostReading>> hosts() {
    List<List<HostReading>> all = new ArrayList<>();
    for (ObjectName name : names(server)) {
      try {
        CompositeData[] rows = (CompositeData[]) server.getAttribute(name, "Hosts");
        all.add(Stream.of(rows).map(HostReading::of).toList());
      } catch (JMException | RuntimeException e) {
        // It goes just now.
      }
    }
    return all;
  }

  static Set<ObjectName> names(MBeanServer server) {
    return server.queryNames(pattern(), null);
  }

  static boolean isFactory(ObjectName name) {
    return pattern().apply(name);
  }

  private static ObjectName pattern() {
    try {
      return new ObjectName("org.smtpra:type=ConnectionFactory,*");
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
