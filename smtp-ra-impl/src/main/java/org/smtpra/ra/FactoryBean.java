package org.smtpra.ra;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.smtpra.jmx.FailureView;
import org.smtpra.jmx.HostTestView;
import org.smtpra.jmx.HostView;
import org.smtpra.jmx.LeaseView;
import org.smtpra.jmx.MetricView;
import org.smtpra.jmx.SessionView;
import org.smtpra.jmx.SmtpConnectionFactoryMXBean;
import org.smtpra.jmx.SubmissionsView;
import org.smtpra.jmx.TokenView;

/**
 * One configuration in JMX. The MBean server holds it, so it holds the configuration's state
 * weakly: one that nothing uses any more goes, and {@link FactoryBeans} then takes the bean away.
 * Thread safe.
 */
final class FactoryBean implements SmtpConnectionFactoryMXBean, NotificationEmitter {

  /** For one host of a test; name look-up, TLS and sign-in of a host that serves take far less. */
  private static final Duration TRIAL = Duration.ofSeconds(15);

  private final WeakReference<FactoryState> state;
  private final NotificationEmitter notices;

  FactoryBean(FactoryState state) {
    this.state = new WeakReference<>(state);
    this.notices = state.parts().notices().listeners();
  }

  boolean isOrphan() {
    return state.get() == null;
  }

  private FactoryState state() {
    FactoryState living = state.get();
    if (living == null) {
      throw new IllegalStateException("nothing uses this configuration any more");
    }
    return living;
  }

  @Override
  public List<HostView> getHosts() {
    return state().status().hosts().stream().map(HostView::new).toList();
  }

  @Override
  public List<SessionView> getSessions() {
    return state().parts().slots().sessions().stream().map(SessionView::new).toList();
  }

  @Override
  public List<TokenView> getTokens() {
    return state().parts().tokens().status().stream().map(TokenView::new).toList();
  }

  @Override
  public SubmissionsView getSubmissions() {
    return new SubmissionsView(state().submissions().status());
  }

  @Override
  public List<LeaseView> getLeases() {
    return state().leases().status().stream().map(LeaseView::new).toList();
  }

  @Override
  public List<FailureView> getLastFailures() {
    return state().parts().lastFailures().byKind().values().stream().map(FailureView::new).toList();
  }

  @Override
  public List<MetricView> getMetrics() {
    return state().metrics().stream().map(MetricView::new).toList();
  }

  @Override
  public String resetCooldown(String host) {
    boolean known = state().parts().hosts().resetCooldown(host);
    if (known) {
      state().parts().refused().forgetRefusals();
    }
    return told(known, host, "may be tried at once");
  }

  @Override
  public String drainHost(String host) {
    return told(state().parts().hosts().drain(host, true), host, "gets no new sessions");
  }

  @Override
  public String undrainHost(String host) {
    return told(state().parts().hosts().drain(host, false), host, "gets sessions again");
  }

  private String told(boolean known, String host, String done) {
    return known
        ? host + " " + done
        : "no host is called " + host + ": name one of " + FactoryBeans.hosts(state());
  }

  @Override
  public int retireIdleSessions() {
    return state().parts().slots().retireIdle();
  }

  @Override
  public List<HostTestView> testHosts() {
    return state().parts().trial().run(TRIAL).stream().map(HostTestView::new).toList();
  }

  @Override
  public String sendTestMail(String from, String to) {
    return new TestMail(state()).send(from, to);
  }

  @Override
  public MBeanNotificationInfo[] getNotificationInfo() {
    return notices.getNotificationInfo();
  }

  @Override
  public void addNotificationListener(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    notices.addNotificationListener(listener, filter, handback);
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    notices.removeNotificationListener(listener);
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    notices.removeNotificationListener(listener, filter, handback);
  }
}
