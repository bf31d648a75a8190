package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Who signs in: the container's user, or the one that the application names. */
@Acceptance
class SignOnIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer stored;
  private ScriptedSmtpServer shared;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    stored = stage.start(ScriptedSmtpServer.builder().user("shop", "from the store").requireAuth());
    shared =
        stage.start(ScriptedSmtpServer.builder().user("ada", "a").user("bert", "b").requireAuth());
    stage.configure(Stage.plain("stored", stored).signedOnAs("shop", "from the store"));
    stage.configure(Stage.plain("shared", shared).with(PoolSettings.usual().max(2)));
    application = stage.deploy("signon", "stored");
  }

  @Test
  void mailGoesOutAsTheUserOfTheCredentialStore() {
    Properties answer = application.run("send", "via", "ejb");
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals("shop", stored.received().get(0).authenticatedUser());
  }

  @Test
  void twoUsersTakingTurnsOnOnePoolNeverSendUnderTheOthersAccount() throws Exception {
    for (String user : List.of("ada", "bert", "ada", "bert")) {
      assertSent(sendAs(user, "turn"));
    }
    try (Crowd crowd = new Crowd(4)) {
      crowd
          .ask(40, i -> sendAs(i % 2 == 0 ? "ada" : "bert", "crowd"))
          .forEach(SignOnIT::assertSent);
    }
    assertEquals(44, shared.received().size());
    for (ReceivedMessage message : shared.received()) {
      assertTrue(
          message.header("Subject").endsWith(" " + message.authenticatedUser()), message::toString);
    }
    shared.awaitClosed(shared.sessionsAccepted() - 2);
  }

  private Properties sendAs(String user, String subject) {
    return application.run(
        "sendAs",
        "user",
        user,
        "password",
        user.substring(0, 1),
        "subject",
        subject + " " + user,
        "factory",
        stage.jndiName("shared"));
  }

  private static void assertSent(Properties answer) {
    assertEquals("250", answer.getProperty("reply"), answer::toString);
  }
}
