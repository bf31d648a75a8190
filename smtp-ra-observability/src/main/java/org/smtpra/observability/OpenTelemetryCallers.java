package org.smtpra.observability;

import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.management.openmbean.CompositeData;
import org.smtpra.observability.reading.SendListener;
import org.smtpra.observability.reading.SendNotice;

/**
 * Finds out which of the server's messages this application has sent, and in which context: on the
 * thread that has sent it, or for one that is sent in the background on the thread that has
 * submitted it. Thread safe.
 */
final class OpenTelemetryCallers implements SendListener {

  /** More messages than a factory keeps waiting, unless its administrator wants many more. */
  static final int MOST_SUBMITTED = 4096;

  private final Map<String, Context> submitted = new ConcurrentHashMap<>();
  private final Consumer<OpenTelemetryCall> calls;

  /** Whoever is given the calls must not wait. */
  OpenTelemetryCallers(Consumer<OpenTelemetryCall> calls) {
    this.calls = calls;
  }

  @Override
  public void submitted(String messageId) {
    if (isOfThisApplication() && submitted.size() < MOST_SUBMITTED) {
      submitted.put(messageId, Context.current());
    }
  }

  @Override
  public void sent(CompositeData send) {
    Context caller = submitted.remove(SendNotice.messageId(send));
    if (caller != null) {
      calls.accept(new OpenTelemetryCall(caller, send));
    } else if (isOfThisApplication()) {
      calls.accept(new OpenTelemetryCall(Context.current(), send));
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
}
