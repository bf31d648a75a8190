package org.smtpra.observability.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.smtpra.observability.reading.SendNotice;
import org.smtpra.observability.reading.SendStep;

/**
 * Makes the span of a message that is decided, with the times that it had. Names follow
 * OpenTelemetry's semantic conventions where they have one (docs/reference/tracing.md). Thread safe
 * as far as the tracer is.
 */
public final class OpenTelemetrySpans {

  private static final String SPAN = "SMTP send";
  private static final double NANOS = 1e9;

  private final Tracer tracer;

  /**
   * Spans of the scope {@code org.smtpra}.
   *
   * @param openTelemetry the application's
   */
  public OpenTelemetrySpans(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("org.smtpra");
  }

  /**
   * Makes a span and ends it.
   *
   * @param caller the context of the one who sent the message
   * @param send what became of it
   */
  public void make(Context caller, SendNotice send) {
    Span span =
        tracer
            .spanBuilder(SPAN)
            .setParent(caller)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(send.startedAt())
            .setAllAttributes(attributes(send))
            .startSpan();
    for (SendStep step : send.steps()) {
      span.addEvent(name(step), attributes(step), step.startedAt());
    }
    if (send.failure().happened()) {
      span.setStatus(StatusCode.ERROR, send.failure().kind());
    }
    span.end(send.startedAt().plus(send.took()));
  }

  private static Attributes attributes(SendNotice send) {
    AttributesBuilder all =
        Attributes.builder()
            .put("network.protocol.name", "smtp")
            .put("network.transport", "tcp")
            .put("messaging.message.id", send.messageId())
            .put("smtpra.attempts", send.attempts());
    OpenTelemetryHost.put(all, send.endpointKey());
    put(all, "smtpra.reply_code", send.replyCode());
    if (send.failure().happened()) {
      put(all, "error.type", send.failure().reason());
      put(all, "smtpra.kind", send.failure().kind());
      put(all, "smtpra.stage", send.failure().stage());
    }
    return all.build();
  }

  /** A stage has its own name: what took long is seen without a look at attributes. */
  private static String name(SendStep step) {
    String name = step.step().equals("STAGE") ? step.stage() : step.step();
    return "smtp." + name.toLowerCase(Locale.ROOT);
  }

  private static Attributes attributes(SendStep step) {
    AttributesBuilder all =
        Attributes.builder().put("smtpra.duration", step.took().toNanos() / NANOS);
    OpenTelemetryHost.put(all, step.endpointKey());
    put(all, "error.type", step.reason());
    if (!step.step().equals("STAGE")) {
      put(all, "smtpra.stage", step.stage());
    }
    return all.build();
  }

  private static void put(AttributesBuilder all, String name, String value) {
    if (!value.isEmpty()) {
      all.put(name, value);
    }
  }
}
