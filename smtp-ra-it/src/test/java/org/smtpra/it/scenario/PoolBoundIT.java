package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The server's pool bounds our sessions, and says so when it is exhausted. */
@Acceptance
class PoolBoundIT {

  private static final int CALLERS = 32;
  private static final int MESSAGES = 2000;

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer busy;
  private ScriptedSmtpServer few;
  private ScriptedSmtpServer narrow;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    busy = stage.start(ScriptedSmtpServer.builder());
    few = stage.start(ScriptedSmtpServer.builder());
    narrow = stage.start(ScriptedSmtpServer.builder());
    stage.configure(ofEight("bound", busy));
    stage.configure(ofEight("few", few));
    stage.configure(
        Stage.plain("narrow", narrow)
            .with(PoolSettings.usual().max(1).acquire(Duration.ofMillis(400))));
    application = stage.deploy("bound", "bound");
  }

  private static FactorySettings ofEight(String name, ScriptedSmtpServer mail) {
    return Stage.plain(name, mail)
        .with("maxMessagesPerSession", "0")
        .with(PoolSettings.usual().max(8));
  }

  @Test
  void twoThousandSendsOfThirtyTwoThreadsLoseOrDoubleNone() throws Exception {
    sendAll("bound", busy);
  }

  @Test
  void poolOfEightServesThirtyTwoThreadsWithAtMostEightSessions() throws Exception {
    sendAll("few", few);
    assertTrue(few.sessionsAccepted() <= 8, () -> "opened " + few.sessionsAccepted());
  }

  private void sendAll(String factory, ScriptedSmtpServer mail) throws Exception {
    try (Crowd crowd = new Crowd(CALLERS)) {
      for (Properties answer : crowd.ask(CALLERS, caller -> sendShare(factory, caller))) {
        assertEquals("250", answer.getProperty("reply"), answer::toString);
      }
    }
    Set<String> subjects = new HashSet<>();
    for (ReceivedMessage message : mail.received()) {
      assertTrue(subjects.add(message.header("Subject")), () -> "doubled: " + message);
    }
    assertEquals(MESSAGES, subjects.size());
  }

  private Properties sendShare(String factory, int caller) {
    int count = MESSAGES / CALLERS + (caller < MESSAGES % CALLERS ? 1 : 0);
    String subject = "caller " + caller + " message";
    return application.run(
        "send",
        "factory",
        stage.jndiName(factory),
        "subject",
        subject,
        "count",
        String.valueOf(count));
  }

  @Test
  void boundedWaitEndsInPoolExhaustedAndNamesTheHolder() {
    String factory = stage.jndiName("narrow");
    Properties taken = application.run("takeLease", "lease", "narrow", "factory", factory);
    assertEquals("localhost:" + narrow.port(), taken.getProperty("endpoint"), taken::toString);

    Properties refused = application.run("send", "via", "ejb", "factory", factory);
    assertEquals("POOL_EXHAUSTED", refused.getProperty("kind"), refused::toString);
    assertEquals("POOL_EXHAUSTED", refused.getProperty("reason"));
    assertEquals("ACQUIRE", refused.getProperty("stage"));
    assertEquals("anna@example.org", refused.getProperty("sendAgain"));
    String message = refused.getProperty("message");
    assertTrue(message.contains("1 lease is out"), message);
    assertTrue(message.contains(taken.getProperty("thread")), message);

    application.run("closeLease", "lease", "narrow");
    Properties sent = application.run("send", "via", "ejb", "factory", factory);
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    assertEquals(1, narrow.sessionsAccepted());
  }
}
