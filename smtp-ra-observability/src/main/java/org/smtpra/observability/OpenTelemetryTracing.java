package org.smtpra.observability;

import io.opentelemetry.api.OpenTelemetry;
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
import org.jspecify.annotations.Nullable;
import org.smtpra.observability.backend.FirstFailure;
import org.smtpra.observability.reading.SendNotice;
import org.smtpra.observability.reading.SendSubscription;
import org.smtpra.observability.tracing.OpenTelemetrySpans;

/**
 * As long as the application runs, each message that it sends becomes a span below the one that its
 * caller had. The caller's thread only says which one that was; the span is made a moment later, so
 * that nothing of a tracer's can hold up a send, or the start of the application. Thread safe.
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
  private final OpenTelemetryCallers callers = new OpenTelemetryCallers(this::take);
  private final AtomicBoolean warned = new AtomicBoolean();
  private final FirstFailure failure =
      new FirstFailure(
          "SMTPRA00504: OpenTelemetry does not take the span of a message, which no send notices;"
              + " later failures of it are not logged");
  private volatile @Nullable SendSubscription subscription;
  private volatile @Nullable Pulse pulse;
  private volatile @Nullable OpenTelemetrySpans spans;
  private volatile boolean refused;

  @Inject private Instance<OpenTelemetry> openTelemetry;

  /** Called by CDI, for each module of the application. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (!openTelemetry.isResolvable() || !begun.compareAndSet(false, true)) {
      return;
    }
    try {
      subscription = SendSubscription.open(ManagementFactory.getPlatformMBeanServer(), callers);
      pulse = Pulse.start(this::makeSpans, PERIOD);
    } catch (RuntimeException | LinkageError e) {
      refuse(e);
    }
  }

  private void take(OpenTelemetryCall call) {
    if (!waiting.offer(call)) {
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

  /** On the scheduler: whoever gives the application its OpenTelemetry may take his time. */
  private void makeSpans() {
    if (spans == null && !refused) {
      try {
        spans = new OpenTelemetrySpans(openTelemetry.get());
      } catch (RuntimeException | LinkageError e) {
        refuse(e);
      }
    }
    OpenTelemetrySpans to = spans;
    if (to == null) {
      waiting.clear();
    } else {
      make(to);
    }
  }

  private void refuse(Throwable why) {
    refused = true;
    LOG.log(Level.WARNING, "SMTPRA00505: the messages of this application are not traced", why);
    stopListening();
  }

  private void make(OpenTelemetrySpans to) {
    for (OpenTelemetryCall call = waiting.poll(); call != null; call = waiting.poll()) {
      OpenTelemetryCall next = call;
      failure.guard(() -> to.make(next.caller(), SendNotice.of(next.send())));
    }
  }

  private void stopListening() {
    SendSubscription current = subscription;
    if (current != null) {
      current.close();
    }
  }

  /** Called by CDI when the application stops; what is still waiting becomes spans, if it can. */
  @PreDestroy
  void stop() {
    stopListening();
    Pulse beating = pulse;
    if (beating != null && !beating.stop(this::makeSpans, PATIENCE)) {
      warnOfSlowness();
    }
  }
}
