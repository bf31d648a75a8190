package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/** The spans of an application that has the jar and OpenTelemetry, by CDI alone. */
@Timeout(120)
class OpenTelemetryTracingTest {

  private final SpanQueue spans = new SpanQueue();
  private final OpenTelemetrySdk sdk = spans.sdk();
  private final SendingPool mail =
      new SendingPool(Map.of("maxRetryAttempts", "1", "retryBaseDelay", "1ms"));
  private SeContainer application;

  @BeforeEach
  void start() {
    application =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(new MetricsExtension())
            .addExtensions(RegistryExtension.of(OpenTelemetry.class, sdk))
            .initialize();
  }

  @AfterEach
  void stop() {
    if (application.isRunning()) {
      application.close();
    }
    mail.close();
    sdk.close();
  }

  private static String text(SpanData span, String attribute) {
    return span.getAttributes().get(AttributeKey.stringKey(attribute));
  }

  private static List<String> events(SpanData span) {
    return span.getEvents().stream().map(EventData::getName).toList();
  }

  @Test
  void messageIsASpanBelowItsCallersWithTheStagesAsEvents() throws Exception {
    Span caller = sdk.getTracer("application").spanBuilder("order").startSpan();
    try (Scope scope = caller.makeCurrent()) {
      assertFalse(scope.toString().isEmpty());
      mail.send();
    }
    SpanData span = spans.next();
    assertEquals(caller.getSpanContext().getSpanId(), span.getParentSpanId());
    assertEquals(caller.getSpanContext().getTraceId(), span.getTraceId());
    assertEquals("SMTP send", span.getName());
    assertEquals(SpanKind.CLIENT, span.getKind());
    assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
    assertEquals("127.0.0.1", text(span, "server.address"));
    assertEquals(
        mail.server().port(), span.getAttributes().get(AttributeKey.longKey("server.port")));
    assertEquals("smtp", text(span, "network.protocol.name"));
    assertTrue(text(span, "messaging.message.id").endsWith(">"), span::toString);
    List<String> events = events(span);
    assertEquals("smtp.lease", events.get(0));
    assertTrue(events.indexOf("smtp.connect") < events.indexOf("smtp.mail_from"), events::toString);
    assertEquals("smtp.final_reply", events.get(events.size() - 1));
    assertFalse(span.toString().contains("anna@"), span::toString);
  }

  @Test
  void spanHasTheTimesOfTheSendAndNotOfItsOwnMaking() throws Exception {
    spans.holdUp();
    mail.send();
    mail.send();
    long told = System.currentTimeMillis();
    spans.goOn();
    spans.next();
    // Made only now.
    SpanData span = spans.next();
    assertTrue(span.getStartEpochNanos() < span.getEndEpochNanos());
    assertTrue(span.getEndEpochNanos() / 1_000_000 <= told, span::toString);
    for (EventData event : span.getEvents()) {
      assertTrue(event.getEpochNanos() <= span.getEndEpochNanos(), event::toString);
    }
  }

  @Test
  void messageWithoutACallersSpanIsARoot() throws Exception {
    mail.send();
    assertEquals(SpanId.getInvalid(), spans.next().getParentSpanId());
  }

  @Test
  void messageInTheBackgroundIsBelowTheSpanOfWhoeverSubmittedIt() throws Exception {
    Span caller = sdk.getTracer("application").spanBuilder("order").startSpan();
    CompletableFuture<SmtpSendResult> submitted;
    try (Scope scope = caller.makeCurrent()) {
      assertFalse(scope.toString().isEmpty());
      submitted = mail.submit();
    }
    submitted.join();
    SpanData span = spans.next();
    assertEquals(caller.getSpanContext().getSpanId(), span.getParentSpanId());
    assertTrue(events(span).contains("smtp.final_reply"), span::toString);
  }

  @Test
  void refusedMessageIsAnErrorThatNamesReasonAndStage() throws Exception {
    mail.server().on(Stage.RCPT, new Fault.Reply("550 5.1.1 <anna@example.org> is unknown"));
    assertThrows(SmtpSendFailedException.class, mail::send);
    SpanData span = spans.next();
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertEquals("RECIPIENTS_REFUSED", text(span, "error.type"));
    assertEquals("PERMANENT_FAILURE", text(span, "smtpra.kind"));
    assertEquals("RCPT_TO", text(span, "smtpra.stage"));
    assertEquals("550 5.1.1", text(span, "smtpra.reply_code"));
    assertFalse(span.toString().contains("anna@"), span::toString);
  }

  @Test
  void messageOfUnknownFateSaysSo() throws Exception {
    mail.server().on(Stage.FINAL_REPLY, new Fault.CloseBefore());
    assertThrows(SmtpSendFailedException.class, mail::send);
    SpanData span = spans.next();
    assertEquals("UNKNOWN_AFTER_DATA", span.getStatus().getDescription());
    assertEquals("CONNECTION_LOST", text(span, "error.type"));
  }

  @Test
  void attemptsAreEventsOfOneSpan() throws Exception {
    mail.server().on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    mail.send();
    SpanData span = spans.next();
    assertEquals(2, span.getAttributes().get(AttributeKey.longKey("smtpra.attempts")));
    List<String> events = events(span);
    assertTrue(
        events.indexOf("smtp.retry") < events.lastIndexOf("smtp.mail_from"), events::toString);
    assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
  }

  @Test
  void tracerThatHangsHoldsUpNoSend() throws Exception {
    spans.holdUp();
    mail.send();
    mail.send();
    assertTrue(spans.isEmpty());
    spans.goOn();
    spans.next();
    spans.next();
  }

  @Test
  void tracerThatHangsHoldsUpTheStopOfTheApplicationForMomentsOnly() throws Exception {
    spans.holdUp();
    mail.send();
    application.close();
    assertTrue(spans.isEmpty());
    spans.goOn();
  }

  @Test
  void messageOfAnApplicationWithoutTheJarIsNotThisOnes() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader ours = thread.getContextClassLoader();
    mail.server().on(Stage.RCPT, new Fault.Reply("550 5.1.1 no"));
    thread.setContextClassLoader(new WithoutTheJar(ours));
    try {
      assertThrows(SmtpSendFailedException.class, mail::send);
    } finally {
      thread.setContextClassLoader(ours);
    }
    mail.send();
    assertEquals(StatusCode.UNSET, spans.next().getStatus().getStatusCode());
  }

  /** Another application's class loader. */
  private static final class WithoutTheJar extends ClassLoader {

    WithoutTheJar(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.smtpra.observability.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void sendsBeforeTheStopAreTracedAndThoseAfterItNotAndNoThreadStays() throws Exception {
    mail.send();
    application.close();
    spans.next();
    mail.send();
    assertTrue(spans.isEmpty());
    OwnThreads.assertAllEnd();
  }

  @Test
  void factoryThatComesWhileTheApplicationRunsIsTraced() throws Exception {
    mail.beginAnew();
    mail.send();
    assertEquals("127.0.0.1", text(spans.next(), "server.address"));
  }

  @Test
  void everyNameIsInTheReference() throws Exception {
    mail.server().on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    mail.send();
    mail.server().on(Stage.RCPT, new Fault.Reply("550 5.1.1 no"));
    assertThrows(SmtpSendFailedException.class, mail::send);
    mail.breakDown();
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      SpanData span = spans.next();
      span.getAttributes().forEach((key, value) -> names.add(key.getKey()));
      span.getEvents().forEach(event -> names.add(event.getName()));
      span.getEvents()
          .forEach(event -> event.getAttributes().forEach((key, value) -> names.add(key.getKey())));
    }
    assertTrue(names.contains("smtp.open_failed"), names::toString);
    String page = Files.readString(Path.of("..", "docs", "reference", "tracing.md"));
    names.removeIf(name -> page.contains("`" + name + "`"));
    assertEquals(Set.of(), names);
  }
}
