package org.smtpra.observability;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.smtpra.observability.backend.FirstFailure;
import org.smtpra.observability.reading.SendNotice;
import org.smtpra.observability.reading.SendSubscription;
import org.smtpra.observability.tracing.OpenTelemetrySpans;

/**
 * As long as the application runs, each message that it sends becomes a span below the one that its
 * caller had. The caller's thread only says which one that was; the span is made a moment later, so
 * that nothing of a tracer's can hold up a send. Thread safe.
 */
@ApplicationScoped
public class OpenTelemetryTracing {

  /** More than a moment's sends; beyond it something holds up the tracer. */
  static final int MOST_WAITING = 4096;

  private static final Logger LOG = System.getLogger("org.smtpra.observability");
  private static final Duration PERIOD = Duration.ofMillis(200);

  /** What is left is a moment's sends. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AtomicBoolean begun = new AtomicBoolean();
  private final BlockingQueue<OpenTelemetryCall> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean warned = new AtomicBoolean();
  private final FirstFailure failure =
      new FirstFailure(
          "SMTPRA00504: OpenTelemetry does not take the span of a message, which no send notices;"
              + " later failures of it are not logged");
  private volatile @Nullable Work work;

  @Inject private Instance<OpenTelemetry> openTelemetry;

  /** What goes on while the application runs. */
  private record Work(SendSubscription subscription, Runnable makeSpans, Pulse pulse) {}

  /** Called by CDI, for each module of the application. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (!openTelemetry.isResolvable() || !begun.compareAndSet(false, true)) {
      return;
    }
    try {
      OpenTelemetrySpans spans = new OpenTelemetrySpans(openTelemetry.get());
      Runnable makeSpans = () -> make(spans);
      work =
          new Work(
              SendSubscription.open(ManagementFactory.getPlatformMBeanServer(), this::heard),
              makeSpans,
              Pulse.start(makeSpans, PERIOD));
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "SMTPRA00505: the messages of this application are not traced", e);
    }
  }

  /** On the thread that has sent the message. */
  private void heard(CompositeData send) {
    if (isOfThisApplication() && !waiting.offer(new OpenTelemetryCall(Context.current(), send))) {
      warnOfSlowness();
    }
  }

  private void warnOfSlowness() {
    if (warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "SMTPRA00506: OpenTelemetry takes spans so slowly that messages go without; said once");
    }
  }

  /**
   * Every application that has this jar hears of every message of the server. The thread's class
   * loader tells whose it is, also where the server has put another one before the application's.
   */
  private static boolean isOfThisApplication() {
    ClassLoader caller = Thread.currentThread().getContextClassLoader();
    try {
      Class<?> seen = Class.forName(OpenTelemetryTracing.class.getName(), false, caller);
      return seen == OpenTelemetryTracing.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private void make(OpenTelemetrySpans spans) {
    for (OpenTelemetryCall call = waiting.poll(); call != null; call = waiting.poll()) {
      OpenTelemetryCall next = call;
      failure.guard(() -> spans.make(next.caller(), SendNotice.of(next.send())));
    }
  }

  /** Called by CDI when the application stops; what is still waiting becomes spans, if it can. */
  @PreDestroy
  void stop() {
    Work running = work;
    if (running != null) {
      running.subscription().close();
      if (!running.pulse().stop(running.makeSpans(), PATIENCE)) {
        warnOfSlowness();
      }
    }
  }
}
