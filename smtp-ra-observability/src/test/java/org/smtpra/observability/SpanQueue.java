package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry whose exporter a test waits for, and may hold up. */
final class SpanQueue implements SpanExporter {

  private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();
  private final Semaphore open = new Semaphore(1);

  OpenTelemetrySdk sdk() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(this)).build())
        .build();
  }

  /** From now on no span is taken. */
  void holdUp() {
    open.acquireUninterruptibly();
  }

  void goOn() {
    open.release();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> ended) {
    open.acquireUninterruptibly();
    open.release();
    spans.addAll(ended);
    return CompletableResultCode.ofSuccess();
  }

  SpanData next() throws InterruptedException {
    SpanData span = spans.poll(30, TimeUnit.SECONDS);
    assertNotNull(span, "no span came");
    return span;
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
