package org.smtpra.testkit.sweep;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * Reads all beans of the adapter, again and again and whenever one of them has something to tell,
 * because a pool that is closed takes its bean along. Thread safe.
 */
final class Beans implements AutoCloseable {

  private static final long PERIOD_MILLIS = 100;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Sieve sieve;
  private final ObjectName ours;
  private final Set<ObjectName> heard = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread = new Thread(this::readAgainAndAgain, "secret-sweep");
  private final NotificationListener listener = (told, handback) -> heard(told);

  Beans(Sieve sieve) {
    this.sieve = sieve;
    this.ours = name("org.smtpra*:*");
  }

  private static ObjectName name(String pattern) {
    try {
      return new ObjectName(pattern);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void readAgainAndAgain() {
    try {
      while (!over.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        readAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      sieve.failed(e);
    }
  }

  /** Reads everything that is there now. */
  void readAll() {
    for (ObjectName bean : server.queryNames(ours, null)) {
      try {
        MBeanInfo info = server.getMBeanInfo(bean);
        listen(bean, info);
        read(bean, info);
      } catch (InstanceNotFoundException e) {
        heard.remove(bean); // gone meanwhile, as beans do; one of the same name may come
      } catch (JMException e) {
        throw new IllegalStateException("cannot read " + bean, e);
      }
    }
    heard.retainAll(server.queryNames(ours, null));
  }

  private synchronized void listen(ObjectName bean, MBeanInfo info) throws JMException {
    if (info.getNotifications().length > 0 && heard.add(bean)) {
      server.addNotificationListener(bean, listener, null, null);
    }
  }

  private void read(ObjectName bean, MBeanInfo info) throws JMException {
    sieve.look(Outlet.ATTRIBUTE, "name and description", bean + " " + info);
    for (MBeanAttributeInfo attribute : info.getAttributes()) {
      if (attribute.isReadable()) {
        Object value = server.getAttribute(bean, attribute.getName());
        sieve.look(Outlet.ATTRIBUTE, attribute.getName(), value);
      }
    }
  }

  /** What an operation without parameters says, of each bean that has it. */
  void ask(String operation) {
    for (ObjectName bean : server.queryNames(ours, null)) {
      try {
        Object answer = server.invoke(bean, operation, new Object[0], new String[0]);
        sieve.look(Outlet.OPERATION, operation, answer);
      } catch (JMException e) {
        throw new IllegalStateException("cannot ask " + bean + " for " + operation, e);
      }
    }
  }

  private void heard(Notification told) {
    sieve.look(Outlet.NOTIFICATION, told.getType(), told + " " + told.getMessage());
    if (told.getUserData() != null) {
      sieve.look(Outlet.NOTIFICATION, told.getType(), told.getUserData());
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readAll();
    for (ObjectName bean : heard) {
      try {
        server.removeNotificationListener(bean, listener);
      } catch (JMException e) {
        // Gone meanwhile, and its listeners with it.
      }
    }
  }
}
