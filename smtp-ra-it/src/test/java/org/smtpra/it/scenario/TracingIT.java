package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.app.Letter;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.SpanCollector;
import org.smtpra.it.traced.SendResource;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Messages in the traces of the server's own OpenTelemetry, through the application's jar. */
@Acceptance
class TracingIT {

  @RegisterExtension final Stage stage = new Stage();

  private SpanCollector collector;
  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    collector = stage.keep(SpanCollector.start());
    stage.keep(stage.server().trace(collector.endpoint()));
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("traced", mail).with("maxRetryAttempts", "0"));
    application = stage.deploy("traced", war());
  }

  private WebArchive war() {
    return ApplicationArchive.withoutClasses(
            "traced.war",
            stage.jndiName("traced"),
            stage.server().manifestDependencies("smtp-ra.rar"))
        .addPackage(SendResource.class.getPackage())
        .addClass(Letter.class)
        .addAsLibrary(new File(System.getProperty("smtp-ra.observability")));
  }

  private Properties send(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "factory";
    all[1] = stage.jndiName("traced");
    System.arraycopy(more, 0, all, 2, more.length);
    return application.run("send", all);
  }

  /** The span of the message, after a look at its place in the trace. */
  private Span spanBelowItsRequest(Properties answer) {
    Span span = collector.awaitMessage(answer.getProperty("messageId"));
    Span request = collector.awaitSpan(span.getParentSpanId());
    assertEquals(Span.SpanKind.SPAN_KIND_SERVER, request.getKind(), request::toString);
    // Payara has the path in an attribute, the others in the name too.
    assertTrue(request.toString().contains("/traced/run/send"), request::toString);
    assertEquals(request.getTraceId(), span.getTraceId());
    assertEquals("SMTP send", span.getName());
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, span.getKind());
    return span;
  }

  private static String text(Span span, String attribute) {
    return SpanCollector.text(span, attribute).orElse("none");
  }

  @Test
  void sendIsASpanBelowItsRequestsWithTheStagesAsEvents() {
    Properties sent = send();
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    Span span = spanBelowItsRequest(sent);
    assertEquals(StatusCode.STATUS_CODE_UNSET, span.getStatus().getCode());
    assertEquals("localhost", text(span, "server.address"));
    assertEquals(String.valueOf(mail.port()), text(span, "server.port"));
    assertEquals("1", text(span, "smtpra.attempts"));
    List<String> events = span.getEventsList().stream().map(Span.Event::getName).toList();
    assertEquals("smtp.lease", events.get(0), events::toString);
    assertTrue(events.contains("smtp.mail_from"), events::toString);
    assertEquals("smtp.final_reply", events.get(events.size() - 1), events::toString);
  }

  @Test
  void messageInTheBackgroundIsASpanBelowTheRequestThatSubmittedIt() {
    Properties sent = send("inBackground", "true");
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    Span span = spanBelowItsRequest(sent);
    assertEquals(StatusCode.STATUS_CODE_UNSET, span.getStatus().getCode());
    assertTrue(
        span.getEventsList().stream().anyMatch(each -> each.getName().equals("smtp.final_reply")),
        span::toString);
  }

  @Test
  void failedSendIsAnErrorWithTheKindOfTheFailureBelowItsRequests() {
    mail.on(
        org.smtpra.testkit.Stage.RCPT, new Fault.Reply("550 5.1.1 <anna@example.org> is unknown"));
    Properties failed = send();
    assertEquals("PERMANENT_FAILURE", failed.getProperty("kind"), failed::toString);
    Span span = spanBelowItsRequest(failed);
    assertEquals(StatusCode.STATUS_CODE_ERROR, span.getStatus().getCode());
    assertEquals("PERMANENT_FAILURE", span.getStatus().getMessage());
    assertEquals("PERMANENT_FAILURE", text(span, "smtpra.kind"));
    assertEquals("RECIPIENTS_REFUSED", text(span, "error.type"));
    assertEquals("RCPT_TO", text(span, "smtpra.stage"));
  }
}
