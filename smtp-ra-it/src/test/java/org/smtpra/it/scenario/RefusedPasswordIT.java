package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A wrong password is tried once, however many come with it: servers lock accounts. */
@Acceptance
class RefusedPasswordIT {

  private static final int CALLERS = 8;

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail =
        stage.start(
            ScriptedSmtpServer.builder()
                .user("ada", "right")
                .user("bert", "right")
                .mechanisms("PLAIN")
                .requireAuth());
    // Payara was once seen to let the last of eight requests wait for longer than the default.
    stage.configure(
        Stage.plain("refused", mail)
            .with("authenticateTimeout", "2m")
            .with("reconnectCooldown", "1h")
            .with("maxReconnectCooldown", "1h"));
    application = stage.deploy("refused", "refused");
  }

  @Test
  void eightCallersWithAWrongPasswordMakeOneAuthenticationAndOtherUsersGoOn() throws Exception {
    try (HeldReply verdict = HeldReply.at(org.smtpra.testkit.Stage.AUTH, mail);
        Crowd crowd = new Crowd(CALLERS)) {
      List<Future<Properties>> calls = crowd.begin(CALLERS, i -> sendAs("ada", "wrong"));
      verdict.awaitSend();
      Bounded.await(
          Duration.ofMinutes(1),
          "a session of each caller",
          () -> mail.sessionsAccepted() == CALLERS);
      verdict.release();
      for (Properties refused : Crowd.answers(calls)) {
        assertEquals("AUTHENTICATION_REFUSED", refused.getProperty("reason"), refused::toString);
        assertEquals("PERMANENT_FAILURE", refused.getProperty("kind"), refused::toString);
      }
    }
    assertEquals(1, mail.commands("AUTH"));

    assertEquals("250", sendAs("bert", "right").getProperty("reply"));
    assertEquals("250", sendAs("ada", "right").getProperty("reply"));
    assertEquals(3, mail.commands("AUTH"));
    assertEquals("AUTHENTICATION_REFUSED", sendAs("ada", "wrong").getProperty("reason"));
    assertEquals(3, mail.commands("AUTH"));
  }

  private Properties sendAs(String user, String password) {
    return application.run("sendAs", "user", user, "password", password);
  }
}
