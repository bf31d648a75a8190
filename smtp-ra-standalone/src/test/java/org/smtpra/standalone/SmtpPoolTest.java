package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

@ExtendWith(TestCertificatesExtension.class)
class SmtpPoolTest {

  private final TestCertificates certificates;

  SmtpPoolTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  private SmtpPool open(ScriptedSmtpServer server, String... more) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return SmtpPool.open(properties);
  }

  private static MimeMessage message(SmtpConnectionFactory factory, String subject)
      throws MessagingException {
    MimeMessage message = factory.createMessage();
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setSubject(subject);
    message.setText("Hello.\n.A line with a dot.\nBye.", "UTF-8");
    return message;
  }

  @Test
  void sendsOverOneSessionUnderTlsWithScram() throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .user("anna", "s\u00e9cret")
                .requireAuth()
                .start();
        SmtpPool pool = open(server, "userName", "anna", "password", "s\u00e9cret")) {
      for (int i = 0; i < 3; i++) {
        SmtpSendResult result = pool.factory().send(message(pool.factory(), "number " + i));
        assertEquals(250, result.finalReply().code());
        assertEquals("localhost:" + server.port(), result.endpointKey());
      }
      assertEquals(3, server.awaitReceived(3).size());
      assertEquals(1, server.sessionsAccepted());
      assertTrue(server.received().get(0).overTls());
      assertEquals("anna", server.received().get(0).authenticatedUser());
      assertTrue(server.received().get(2).contentAsText().contains("\r\n.A line with a dot.\r\n"));
    }
  }

  @Test
  void boundHoldsUnderManyCallersAndNoMessageIsLostOrDoubled() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool =
            open(server, "security", "NONE", "maxPoolSize", "4", "maxMessagesPerSession", "0")) {
      ExecutorService callers = Executors.newFixedThreadPool(16);
      List<Future<SmtpSendResult>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        MimeMessage message = message(pool.factory(), "number " + i);
        results.add(callers.submit(() -> pool.factory().send(message)));
      }
      for (Future<SmtpSendResult> result : results) {
        assertEquals(250, result.get().finalReply().code());
      }
      callers.shutdown();
      assertEquals(
          200, server.received().stream().map(r -> r.header("Subject")).distinct().count());
      assertEquals(200, server.received().size());
      assertTrue(server.maxOpenSessions() <= 4, "at most 4, was " + server.maxOpenSessions());
    }
  }

  @Test
  void boundedWaitEndsInPoolExhaustedAndNamesTheHolder() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool =
            open(server, "security", "NONE", "maxPoolSize", "1", "acquireTimeout", "50ms")) {
      try (SmtpConnection lease = pool.factory().getConnection()) {
        assertEquals("localhost:" + server.port(), lease.endpointKey());
        MimeMessage message = message(pool.factory(), "late");
        SmtpSendFailedException failure =
            assertThrows(SmtpSendFailedException.class, () -> pool.factory().send(message));
        assertEquals(SmtpFailureKind.POOL_EXHAUSTED, failure.classification().kind());
        assertTrue(failure.classification().safeToSendAgain());
        assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
        assertTrue(
            failure.getMessage().contains("1 lease is out"), () -> "was: " + failure.getMessage());
        assertTrue(
            failure
                .getMessage()
                .matches(
                    ".*waited \\d+ ms; connections: 1 in use, 0 idle, at most 1;"
                        + " other callers waiting: 0.*"),
            () -> "was: " + failure.getMessage());
      }
      pool.factory().send(message(pool.factory(), "now"));
      assertEquals(1, server.sessionsAccepted());
    }
  }

  @Test
  void callerWithADeadlineWaitsForALeaseNoLongerThanThat() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool =
            open(server, "security", "NONE", "maxPoolSize", "1", "acquireTimeout", "24h");
        SmtpConnection lease = pool.factory().getConnection()) {
      SmtpSendOptions hurried = SmtpSendOptions.builder().deadline(Duration.ofMillis(50)).build();
      MimeMessage message = message(pool.factory(), "late");
      SmtpSendFailedException failure =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30),
              () ->
                  assertThrows(
                      SmtpSendFailedException.class, () -> pool.factory().send(message, hurried)));
      assertEquals(SmtpFailureKind.POOL_EXHAUSTED, failure.classification().kind());
      assertTrue(
          failure.getMessage().contains("no connection came back within the send's deadline"),
          failure::getMessage);
      assertEquals("localhost:" + server.port(), lease.endpointKey());
    }
  }

  @Test
  void wrongPropertiesAreReportedAllAtOnce() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> SmtpPool.open(Map.of("connectTimeout", "15", "port", "0")));
    assertTrue(failure.getMessage().contains("connectTimeout is \"15\""), failure::getMessage);
    assertTrue(failure.getMessage().contains("port"), failure::getMessage);
    assertTrue(failure.getMessage().contains("set host or hosts"), failure::getMessage);
  }

  @Test
  void interruptWhileWaitingForALeaseIsCancelledAndKept() throws Exception {
    ExecutorService callers = Executors.newSingleThreadExecutor();
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = open(server, "security", "NONE", "maxPoolSize", "1");
        SmtpConnection lease = pool.factory().getConnection()) {
      Future<Boolean> interrupted =
          callers.submit(
              () -> {
                Thread.currentThread().interrupt();
                SmtpSendFailedException failure =
                    assertThrows(
                        SmtpSendFailedException.class, () -> pool.factory().getConnection());
                assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
                return Thread.interrupted();
              });
      assertTrue(interrupted.get());
      assertEquals("localhost:" + server.port(), lease.endpointKey());
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void leastNumberOfSessionsIsOpenedAheadOfUse() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = open(server, "security", "NONE", "minPoolSize", "2")) {
      server.awaitSessions(2);
      pool.factory().send(message(pool.factory(), "x"));
      assertEquals(2, server.sessionsAccepted());
    }
  }

  @Test
  void callerWaitsForTheSessionThatIsOnItsWayRatherThanOpenOneTooMany() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      server.on(Stage.GREETING, new Fault.DelayedReply(Duration.ofSeconds(1)));
      try (SmtpPool pool =
          open(server, "security", "NONE", "minPoolSize", "1", "maxPoolSize", "1")) {
        server.awaitSessions(1);
        pool.factory().send(message(pool.factory(), "x"));
        assertEquals(1, server.sessionsAccepted());
      }
    }
  }

  @Test
  void eachUserFindsTheirOwnSessionAgain() throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().user("anna", "a").user("bert", "b").requireAuth().start();
        SmtpPool pool = open(server, "security", "NONE", "maxPoolSize", "2")) {
      SmtpConnection annas = pool.factory().getConnection("anna", "a");
      pool.factory().getConnection("bert", "b").close();
      annas.close();
      for (int i = 0; i < 3; i++) {
        pool.factory().getConnection("anna", "a").close();
        pool.factory().getConnection("bert", "b").close();
      }
      assertEquals(2, server.sessionsAccepted());
    }
  }

  @Test
  void restartOfTheServerIsNoFailureForAnybody() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = open(server, "security", "NONE")) {
      for (int round = 1; round <= 3; round++) {
        pool.factory().send(message(pool.factory(), "round " + round));
        server.closeIdleSessions();
      }
      pool.factory().send(message(pool.factory(), "leaves a session behind"));
      server.on(Stage.MAIL, new Fault.ReplyThenClose("421 4.3.2 restarting"));
      pool.factory().send(message(pool.factory(), "finds it restarting"));
      assertEquals(5, server.awaitReceived(5).size());
      assertEquals(0, pool.factory().status().failures());
    }
  }

  @Test
  void refusedRecipientFailsAndTheSessionGoesOn() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
        SmtpPool pool = open(server, "security", "NONE")) {
      server.refuse("anna@example.org", "550 5.1.1 no such user");
      SmtpSendFailedException failure =
          assertThrows(
              SmtpSendFailedException.class,
              () -> pool.factory().send(message(pool.factory(), "x")));
      assertEquals(SmtpFailureReason.RECIPIENTS_REFUSED, failure.classification().reason());
      assertEquals(1, failure.getInvalidAddresses().length);
      server.clearFaults();
      pool.factory().send(message(pool.factory(), "y"));
      assertEquals(1, server.sessionsAccepted());
    }
  }

  @Test
  void usersShareThePoolAndNeverEachOthersSession() throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().user("anna", "a").user("bert", "b").requireAuth().start();
        SmtpPool pool = open(server, "security", "NONE", "maxPoolSize", "2")) {
      ExecutorService callers = Executors.newFixedThreadPool(6);
      List<Future<?>> sends = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String user = i % 2 == 0 ? "anna" : "bert";
        sends.add(
            callers.submit(
                () -> {
                  try (SmtpConnection lease =
                      pool.factory().getConnection(user, user.substring(0, 1))) {
                    return lease.send(message(pool.factory(), user));
                  }
                }));
      }
      for (Future<?> send : sends) {
        send.get();
      }
      callers.shutdown();
      assertEquals(40, server.awaitReceived(40).size());
      server
          .received()
          .forEach(mail -> assertEquals(mail.header("Subject"), mail.authenticatedUser()));
    }
  }
}
