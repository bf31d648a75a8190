package org.smtpra.observability.reading;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * Hears of every message that the connection factories of a server send, those that come later
 * included, until it is closed. Thread safe.
 */
public final class SendSubscription implements AutoCloseable {

  private final MBeanServer server;
  private final NotificationListener sends;
  private final NotificationListener comings = (notice, handback) -> changed(notice);
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<ObjectName> heard = new HashSet<>();
  private boolean closed;

  private SendSubscription(MBeanServer server, SendListener to) {
    this.server = server;
    this.sends = (notice, handback) -> told(notice, to);
  }

  /**
   * Begins to listen.
   *
   * @param server where the beans are
   * @param to is told of each message
   * @return ends it
   */
  public static SendSubscription open(MBeanServer server, SendListener to) {
    SendSubscription subscription = new SendSubscription(server, to);
    try {
      server.addNotificationListener(
          MBeanServerDelegate.DELEGATE_NAME, subscription.comings, null, null);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    Factories.names(server).forEach(subscription::listenTo);
    return subscription;
  }

  private static void told(Notification notice, SendListener to) {
    if (notice.getUserData() instanceof CompositeData send) {
      to.sent(send);
    } else if (notice.getUserData() instanceof String messageId) {
      to.submitted(messageId);
    }
  }

  private void changed(Notification notice) {
    if (notice instanceof MBeanServerNotification change
        && Factories.isFactory(change.getMBeanName())) {
      if (change.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)) {
        listenTo(change.getMBeanName());
      } else {
        forget(change.getMBeanName());
      }
    }
  }

  private void listenTo(ObjectName name) {
    lock.lock();
    try {
      if (!closed && !heard.contains(name)) {
        server.addNotificationListener(name, sends, null, null);
        heard.add(name);
      }
    } catch (JMException | RuntimeException e) {
      // It is gone already, or is of a version that tells nothing.
    } finally {
      lock.unlock();
    }
  }

  private void forget(ObjectName name) {
    lock.lock();
    try {
      heard.remove(name);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      heard.forEach(name -> stopListening(name, sends));
      heard.clear();
      stopListening(MBeanServerDelegate.DELEGATE_NAME, comings);
    } finally {
      lock.unlock();
    }
  }

  private void stopListening(ObjectName name, NotificationListener listener) {
    try {
      server.removeNotificationListener(name, listener);
    } catch (JMException | RuntimeException e) {
      // The bean is gone, and its listeners with it.
    }
  }
}
