package org.smtpra.ra;

import java.lang.System.Logger;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.smtpra.config.HostConfiguration;
import org.smtpra.event.LogMessage;

/**
 * The beans of one adapter on the platform's MBean server: one for each configuration, from its
 * first use until nothing uses it any more or the adapter stops. A server that takes no bean costs
 * a line in the log. Thread safe.
 */
final class FactoryBeans {

  private static final Logger LOG = System.getLogger("org.smtpra");
  private static final int MOST_ALIKE = 1_000;

  private final Map<ObjectName, FactoryBean> beans = new ConcurrentHashMap<>();

  /** The hosts as the name has them. */
  static String hosts(FactoryState state) {
    return state.configuration().hosts().stream()
        .map(HostConfiguration::endpointKey)
        .collect(Collectors.joining(","));
  }

  void register(FactoryState state) {
    if (!state.configuration().enableMetrics()) {
      return;
    }
    String name = "org.smtpra:type=ConnectionFactory,hosts=" + ObjectName.quote(hosts(state));
    FactoryBean bean = new FactoryBean(state);
    try {
      ObjectName registered = registered(bean, name);
      beans.put(registered, bean);
      state.parts().notices().registeredAs(registered);
    } catch (JMException | RuntimeException e) {
      LogMessage.NOT_IN_JMX.to(LOG, e);
    }
  }

  /**
   * Configurations may differ in a user only, or be another application's: then they have numbers.
   */
  private static ObjectName registered(FactoryBean bean, String name) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int number = 1; ; number++) {
      try {
        return server
            .registerMBean(bean, new ObjectName(number == 1 ? name : name + ",number=" + number))
            .getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        if (number == MOST_ALIKE) {
          throw e;
        }
      }
    }
  }

  /** Takes the beans away whose configurations nothing uses any more. */
  void forgetOrphans() {
    beans.forEach(
        (name, bean) -> {
          if (bean.isOrphan()) {
            unregister(name);
          }
        });
  }

  void clear() {
    beans.keySet().forEach(this::unregister);
  }

  private void unregister(ObjectName name) {
    if (beans.remove(name) == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else has taken it away.
    } catch (JMException | RuntimeException e) {
      LogMessage.STILL_IN_JMX.to(LOG, e);
    }
  }
}
