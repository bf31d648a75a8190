package org.smtpra.jmx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to a bean. Unlike the JDK's own class it tells whether anybody does, and what a
 * listener throws is told to the caller once all have heard. Thread safe.
 */
public final class NoticeListeners implements NotificationEmitter {

  /** The type of what is told of a message that is decided. */
  static final String SEND = "org.smtpra.send";

  /** The type of what is told of a message that will be sent in the background. */
  static final String SUBMIT = "org.smtpra.submit";

  private final List<Registration> all = new CopyOnWriteArrayList<>();

  /** A listener, and what it said when it came. */
  private record Registration(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {

    void tell(Notification notice) {
      if (filter == null || filter.isNotificationEnabled(notice)) {
        listener.handleNotification(notice, handback);
      }
    }

    /** As the JDK's: the listener by what it says equal to, the others by identity. */
    boolean is(
        NotificationListener other, @Nullable NotificationFilter its, @Nullable Object back) {
      return listener.equals(other) && filter == its && handback == back;
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  @Override
  public MBeanNotificationInfo[] getNotificationInfo() {
    return new MBeanNotificationInfo[] {
      new MBeanNotificationInfo(
          new String[] {SEND, SUBMIT},
          Notification.class.getName(),
          "a message was sent, or failed; or was submitted, to be sent in the background")
    };
  }

  @Override
  public void addNotificationListener(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    all.add(new Registration(listener, filter, handback));
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    if (!all.removeIf(each -> each.listener().equals(listener))) {
      throw new ListenerNotFoundException("it does not listen");
    }
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    for (Registration each : all) {
      if (each.is(listener, filter, handback)) {
        all.remove(each);
        return;
      }
    }
    throw new ListenerNotFoundException("it does not listen in this way");
  }

  /** Tells all, also behind one that throws; what the first one threw comes out in the end. */
  void tell(Notification notice) {
    RuntimeException failure = null;
    for (Registration each : all) {
      try {
        each.tell(notice);
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      } catch (LinkageError e) {
        failure = failure == null ? new IllegalStateException(e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
