package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;
import org.smtpra.metrics.MetricKind;
import org.smtpra.metrics.MetricSample;
import org.smtpra.metrics.SmtpMetric;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestBootstrapContext;

/** Messages in the background, on the threads of an application server. */
class BackgroundWorkersTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final TestBootstrapContext context = new TestBootstrapContext();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final HonestConnectionManager pool = new HonestConnectionManager(2);

  @AfterEach
  void stop() {
    adapter.stop();
    context.close();
    server.close();
  }

  private SmtpManagedConnectionFactory managed(String... more) throws Exception {
    return RaBench.factory(adapter, server, more);
  }

  private static SmtpSubmission submit(SmtpConnectionFactory smtp) throws Exception {
    return smtp.sendAsync(RaBench.message(smtp, "x"));
  }

  private static SmtpSendResult sent(SmtpSubmission submission) throws Exception {
    return submission.stage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static SmtpSendFailedException failure(SmtpSubmission submission) throws Exception {
    return (SmtpSendFailedException)
        submission
            .stage()
            .handle((result, failure) -> failure)
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  private static long figure(SmtpManagedConnectionFactory managed, SmtpMetric metric)
      throws Exception {
    MetricSample none = new MetricSample(metric, Map.of(), 0, 0, 0);
    MetricSample found =
        managed.state().metrics().stream()
            .filter(sample -> sample.metric() == metric)
            .findFirst()
            .orElse(none);
    return metric.kind() == MetricKind.GAUGE ? (long) found.value() : found.count();
  }

  @Test
  void messageIsSentByAWorkerOfTheServerThatEndsAfterwards() throws Exception {
    adapter.start(context);
    SmtpConnectionFactory smtp = managed().createConnectionFactory(pool);
    try (HeldReply held = HeldReply.at(Stage.FINAL_REPLY, server)) {
      SmtpSubmission submission = submit(smtp);
      held.awaitSend();
      assertEquals(1, context.getWorkManager().runningWorks());
      held.release();
      assertEquals(250, sent(submission).finalReply().code());
    }
    context.getWorkManager().awaitIdle();
  }

  @Test
  void workerLooksClassesUpThroughTheAdaptersLoader() throws Exception {
    adapter.start(context);
    AdapterWorkers workers = new AdapterWorkers();
    workers.use(context.getWorkManager());
    CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      workers.launch(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
    } finally {
      thread.setContextClassLoader(before);
    }
    assertSame(SmtpConnectionFactoryImpl.class.getClassLoader(), seen.get(20, TimeUnit.SECONDS));
  }

  @Test
  void messageIsSentBeforeStartAndWhereTheServerHasNoWorker() throws Exception {
    SmtpConnectionFactory smtp = managed().createConnectionFactory(pool);
    assertEquals(250, sent(submit(smtp)).finalReply().code());
    adapter.start(context);
    context.getWorkManager().close();
    assertEquals(250, sent(submit(smtp)).finalReply().code());
  }

  @Test
  void whoeverSubmitsIsNotHeldUpByAServerThatHoldsUpWhoeverWantsAWorker() throws Exception {
    try (FullWorkManager full = new FullWorkManager(context.getWorkManager())) {
      AdapterWorkers workers = new AdapterWorkers();
      workers.use(full);
      CompletableFuture<String> ran = new CompletableFuture<>();
      workers.launch(() -> ran.complete("ran"));
      full.awaitSubmitter();
      assertEquals(false, ran.isDone());
      full.close();
      assertEquals("ran", ran.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void waitingAndRefusedMessagesAreCounted() throws Exception {
    adapter.start(context);
    SmtpManagedConnectionFactory managed = managed("asyncWorkers", "1", "asyncQueueCapacity", "1");
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    try (HeldReply held = HeldReply.at(Stage.FINAL_REPLY, server)) {
      SmtpSubmission first = submit(smtp);
      held.awaitSend();
      SmtpSubmission second = submit(smtp);
      SmtpSubmission third = submit(smtp);
      assertEquals(1, figure(managed, SmtpMetric.ASYNC_QUEUE));
      SmtpSendFailedException refused = failure(third);
      assertEquals(SmtpFailureReason.QUEUE_FULL, refused.classification().reason());
      assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, refused.classification().kind());
      held.release();
      sent(first);
      sent(second);
    }
    assertEquals(0, figure(managed, SmtpMetric.ASYNC_QUEUE));
    assertEquals(2, figure(managed, SmtpMetric.ASYNC_WAIT));
    assertEquals(1, figure(managed, SmtpMetric.ASYNC_REJECTED));
    assertEquals(3, figure(managed, SmtpMetric.SENDS));
  }

  @Test
  void stoppedAdapterTellsThoseThatWaitAndRefusesOthersAtOnce() throws Exception {
    adapter.start(context);
    SmtpConnectionFactory smtp =
        managed("asyncWorkers", "1", "shutdownGrace", "0").createConnectionFactory(pool);
    try (HeldReply held = HeldReply.at(Stage.MAIL, server)) {
      SmtpSubmission sending = submit(smtp);
      held.awaitSend();
      SmtpSubmission waiting = submit(smtp);
      adapter.stop();
      for (SmtpSubmission one : new SmtpSubmission[] {sending, waiting, submit(smtp)}) {
        assertEquals(SmtpFailureReason.SHUTDOWN, failure(one).classification().reason());
        assertEquals(true, failure(one).classification().safeToSendAgain());
      }
    }
  }
}
