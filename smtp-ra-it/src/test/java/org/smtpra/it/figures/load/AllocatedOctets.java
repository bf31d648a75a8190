package org.smtpra.it.figures.load;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the calling thread has allocated; by JMX, as no application sees com.sun.management. */
final class AllocatedOctets {

  private AllocatedOctets() {}

  /** Since the thread began, in octets. */
  static long ofThisThread() throws JMException {
    Object octets =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                "getThreadAllocatedBytes",
                new Object[] {Thread.currentThread().getId()},
                new String[] {long.class.getName()});
    return (Long) octets;
  }
}
