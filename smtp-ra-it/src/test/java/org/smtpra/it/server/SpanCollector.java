package org.smtpra.it.server;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A collector of OpenTelemetry, to which a server sends spans over OTLP/gRPC; it takes metrics and
 * logs too, and throws them away. Thread safe.
 */
public final class SpanCollector implements AutoCloseable {

  /** A server sends what it has every five seconds, unless it is told something else. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<Span> spans = new ArrayList<>();
  private final Server server;

  private SpanCollector() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Traces())
            .addService(new Metrics())
            .addService(new Logs())
            .build()
            .start();
  }

  /** Listens on a free port. */
  public static SpanCollector start() throws IOException {
    return new SpanCollector();
  }

  /** Where servers send to. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Waits for the span of the message with this identity. */
  public Span awaitMessage(String messageId) {
    return await(
        "the span of " + messageId,
        span -> text(span, "messaging.message.id").filter(messageId::equals).isPresent());
  }

  /** Waits for the span with this identity. */
  public Span awaitSpan(ByteString spanId) {
    return await("the parent", span -> span.getSpanId().equals(spanId));
  }

  private Span await(String expectation, Predicate<Span> wanted) {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (spans.stream().noneMatch(wanted)) {
        if (left <= 0) {
          throw new AssertionError("waited " + PATIENCE + " for " + expectation + " in " + spans);
        }
        left = more.awaitNanos(left);
      }
      return spans.stream().filter(wanted).findFirst().orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + expectation, e);
    } finally {
      lock.unlock();
    }
  }

  /** A span's attribute, as text. */
  public static Optional<String> text(Span span, String attribute) {
    return span.getAttributesList().stream()
        .filter(each -> each.getKey().equals(attribute))
        .map(each -> each.getValue())
        .map(
            value ->
                value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue())
        .findFirst();
  }

  private void add(ExportTraceServiceRequest request) {
    lock.lock();
    try {
      request.getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(spans::add);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static <T> void answer(StreamObserver<T> to, T response) {
    to.onNext(response);
    to.onCompleted();
  }

  private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {

    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> to) {
      add(request);
      answer(to, ExportTraceServiceResponse.getDefaultInstance());
    }
  }

  private static final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {

    @Override
    public void export(
        ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> to) {
      answer(to, ExportMetricsServiceResponse.getDefaultInstance());
    }
  }

  private static final class Logs extends LogsServiceGrpc.LogsServiceImplBase {

    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> to) {
      answer(to, ExportLogsServiceResponse.getDefaultInstance());
    }
  }
}
