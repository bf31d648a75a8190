package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.SessionRecord;

/** When the server's pool opens sessions, and what its administrator sees of that. */
@Acceptance
class PoolLifeIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer lazy;
  private ScriptedSmtpServer eager;
  private ScriptedSmtpServer down;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    lazy = stage.start(ScriptedSmtpServer.builder());
    eager = stage.start(ScriptedSmtpServer.builder());
    down = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("lazy", lazy));
    // Each send tries the host, and once: nothing is left alone, nothing is sent again.
    stage.configure(
        Stage.plain("down", down).with("reconnectCooldown", "0").with("maxRetryAttempts", "0"));
    application = stage.deploy("poollife", "lazy");
  }

  @Test
  void firstBorrowOpensTheFirstSession() {
    assertEquals(0, lazy.sessionsAccepted());
    Properties answer = application.run("send");
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals(1, lazy.sessionsAccepted());
  }

  @Test
  void prefillOpensSessionsBeforeTheFirstBorrowAndAgainAfterAFlush() {
    stage.configure(Stage.plain("eager", eager).with(PoolSettings.usual().max(4).prefilled(3)));
    eager.awaitSessions(3);
    flushUntilTheFirstThreeAreClosed();
    Bounded.await(
        "three sessions, on both sides",
        () -> eager.openSessions() == 3 && "3".equals(openSessions("eager")));
    int opened = eager.sessionsAccepted();
    Properties answer = application.run("send", "factory", stage.jndiName("eager"));
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals(opened, eager.sessionsAccepted());
  }

  private String openSessions(String factory) {
    return application
        .run("status", "factory", stage.jndiName(factory))
        .getProperty("openSessions");
  }

  /** A flush misses a connection that the server is still making. */
  private void flushUntilTheFirstThreeAreClosed() {
    Bounded.await(
        "the first sessions to end",
        () -> {
          stage.server().flush("eager");
          return eager.sessions().stream().limit(3).noneMatch(SessionRecord::open);
        });
  }

  @Test
  void consoleTestSucceedsOnAGoodHostAndSaysWhyOnABadOne() {
    ScriptedSmtpServer strict =
        stage.start(ScriptedSmtpServer.builder().user("anna", "right").requireAuth());
    FactorySettings settings = Stage.plain("strict", strict).with("userName", "anna");
    stage.configure(settings.with("password", "right"));
    assertEquals(Optional.empty(), stage.server().testConnection("strict"));
    assertEquals(List.of("anna"), strict.sessions().stream().map(SessionRecord::user).toList());

    stage.configure(settings.named("mistyped").with("password", "wrong"));
    String text = stage.server().testConnection("mistyped").orElse("succeeded");
    assertTrue(text.contains("535"), text);
  }

  @Test
  void whileAHostIsDownTheLogHasNoStackTraceForEachSend() {
    down.refuseConnections();
    LogMark mark = stage.server().markLog();
    for (int i = 0; i < 5; i++) {
      Properties answer = application.run("send", "via", "ejb", "factory", stage.jndiName("down"));
      assertEquals("RETRYABLE_BEFORE_SEND", answer.getProperty("kind"), answer::toString);
    }
    String log = mark.text();
    assertFalse(log.contains("\tat "), log);
    down.acceptConnections();
    Properties answer = application.run("send", "via", "ejb", "factory", stage.jndiName("down"));
    assertEquals("250", answer.getProperty("reply"), answer::toString);
  }
}
