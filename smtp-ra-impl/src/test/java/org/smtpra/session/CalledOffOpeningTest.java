package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Security;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.SystemResolver;
import org.smtpra.transport.TlsContext;

/** The opening of a session is ended from outside; all its own time-outs are 20 s. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class CalledOffOpeningTest {

  private final SSLContext good;
  private final TlsContext trust;
  private ScriptedSmtpServer server;
  private final ConcurrentLinkedQueue<Runnable> lookUps = new ConcurrentLinkedQueue<>();

  CalledOffOpeningTest(TestCertificates certificates) throws Exception {
    good = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  /** Where an opening waits. */
  enum Moment {
    TLS(Stage.TLS_HANDSHAKE, Security.TLS, SmtpSendStage.CONNECT),
    GREETING(Stage.GREETING, Security.STARTTLS, SmtpSendStage.GREETING),
    EHLO(Stage.EHLO, Security.STARTTLS, SmtpSendStage.EHLO),
    STARTTLS(Stage.STARTTLS, Security.STARTTLS, SmtpSendStage.STARTTLS),
    HANDSHAKE(Stage.TLS_HANDSHAKE, Security.STARTTLS, SmtpSendStage.STARTTLS),
    AUTH(Stage.AUTH, Security.STARTTLS, SmtpSendStage.AUTHENTICATE);

    private final Stage stalled;
    private final Security security;
    private final SmtpSendStage stage;

    Moment(Stage stalled, Security security, SmtpSendStage stage) {
      this.stalled = stalled;
      this.security = security;
      this.stage = stage;
    }

    /** A server may have accepted before the client has seen that it is connected. */
    Set<SmtpSendStage> stages() {
      return this == GREETING ? Set.of(SmtpSendStage.CONNECT, stage) : Set.of(stage);
    }
  }

  /** An opening on a thread of its own. */
  private record Running(Thread thread, Opening opening, CompletableFuture<SmtpFailure> failure) {

    void endsAt(Set<SmtpSendStage> stages, SmtpFailureReason reason) throws Exception {
      SmtpFailure ended = failure.get(60, TimeUnit.SECONDS);
      assertEquals(reason, ended.classification().reason(), ended::getMessage);
      assertTrue(stages.contains(ended.classification().stage()), ended::getMessage);
      thread.join();
    }
  }

  @BeforeEach
  void start() {
    server = ScriptedSmtpServer.builder().start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Running open(TestClient client, int port) {
    Opening opening = new Opening();
    CompletableFuture<SmtpFailure> failure = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                failure.complete(
                    assertThrows(
                        SmtpFailure.class, () -> client.open(port, client.soon(), opening))));
    thread.start();
    return new Running(thread, opening, failure);
  }

  private Running stalledAt(Moment moment) {
    ScriptedSmtpServerBuilder builder = ScriptedSmtpServer.builder().user("anna", "secret");
    server.close();
    server =
        (moment.security == Security.TLS ? builder.implicitTls(good) : builder.tls(good)).start();
    server.on(moment.stalled, new Fault.Stall());
    TestClient client = new TestClient(moment.security, trust).as("anna", "secret");
    Running running = open(client, server.port());
    await(client, () -> server.sessions().toString().contains("Stall"));
    return running;
  }

  private static void await(TestClient client, BooleanSupplier reached) {
    Deadline patience = client.soon();
    while (!reached.getAsBoolean()) {
      assertTrue(!patience.hasPassed(), "the opening never came so far");
      LockSupport.parkNanos(1_000_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void openingThatIsAbortedEndsAtOnceByItsStage(Moment moment) throws Exception {
    Running shutDown = stalledAt(moment);
    shutDown.opening().abort(FailureCause.SHUTDOWN);
    shutDown.endsAt(moment.stages(), SmtpFailureReason.SHUTDOWN);
    server.awaitClosed(1);
    Running cancelled = stalledAt(moment);
    cancelled.opening().abort(FailureCause.CANCELLED);
    cancelled.endsAt(moment.stages(), SmtpFailureReason.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void interruptedOpeningEndsAtOnceAndClosesItsConnection(Moment moment) throws Exception {
    Running running = stalledAt(moment);
    running.thread().interrupt();
    running.endsAt(moment.stages(), SmtpFailureReason.CANCELLED);
    server.awaitClosed(1);
  }

  @Test
  void lookUpThatDoesNotEndIsNotWaitedForAfterAnAbort() throws Exception {
    TestClient client = TestClient.plain().resolver(new SystemResolver(lookUps::add, spare -> {}));
    Running running = open(client, server.port());
    await(client, () -> !lookUps.isEmpty());
    running.opening().abort(FailureCause.SHUTDOWN);
    running.endsAt(Set.of(SmtpSendStage.CONNECT), SmtpFailureReason.SHUTDOWN);
    assertEquals(0, server.sessionsAccepted());
  }

  @Test
  void connectionThatIsNeverAnsweredEndsAtOnceAndNoOtherAddressIsTried() throws Exception {
    try (FullBacklog silent = FullBacklog.at(loopback(2), server.port())) {
      CompletableFuture<Void> resolved = new CompletableFuture<>();
      TestClient client =
          TestClient.plain()
              .resolver(
                  (name, deadline, attempt) -> {
                    resolved.complete(null);
                    return List.of(silent.address(), loopback(1));
                  });
      Running running = open(client, server.port());
      resolved.get(20, TimeUnit.SECONDS);
      running.opening().abort(FailureCause.CANCELLED);
      running.endsAt(Set.of(SmtpSendStage.CONNECT), SmtpFailureReason.CANCELLED);
      assertEquals(0, server.sessionsAccepted());
    }
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void openingThatWasCalledOffBeforehandOpensNothing() throws Exception {
    Opening opening = new Opening();
    opening.abort(FailureCause.SHUTDOWN);
    TestClient client = TestClient.plain();
    SmtpFailure failure =
        assertThrows(SmtpFailure.class, () -> client.open(server.port(), client.soon(), opening));
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertEquals(0, server.sessionsAccepted());
  }

  @Test
  void handleEndsTheOpenSessionToo() throws Exception {
    Opening opening = new Opening();
    TestClient client = TestClient.plain();
    SmtpSession session = client.open(server.port(), client.soon(), opening);
    opening.abort(FailureCause.CANCELLED);
    SmtpFailure failure = Failures.sendFails(client, session, TestMessage.to("a@x.org"));
    assertEquals(SmtpFailureReason.CANCELLED, failure.classification().reason());
  }
}
