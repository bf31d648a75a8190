package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A second archive, as for a newer version that is being tried, beside the first. */
@Acceptance
class SideBySideIT {

  private static final String NEXT = "smtp-ra-next.rar";

  @RegisterExtension final Stage stage = new Stage();

  @TempDir static Path directory;

  private ScriptedSmtpServer mail;
  private Application now;
  private Application next;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("now", mail).with("ehloName", "now.example.com"));
    now = stage.deploy("now", "now");
    Path archive = directory.resolve(NEXT);
    Files.copy(Path.of(System.getProperty("smtp-ra.rar")), archive);
    stage.install(archive);
    stage.configure(Stage.plain("next", mail).in(NEXT).with("ehloName", "next.example.com"));
    next =
        stage.deploy(
            "next",
            ApplicationArchive.war(
                "next.war", stage.jndiName("next"), stage.server().manifestDependencies(NEXT)));
  }

  @Test
  void applicationsOfBothSendEachThroughItsOwn() {
    for (int i = 0; i < 2; i++) {
      assertSent(now, "now.example.com");
      assertSent(next, "next.example.com");
    }
    assertEquals(2, mail.sessionsAccepted());
  }

  private void assertSent(Application application, String heloName) {
    int before = mail.received().size();
    Properties answer = application.run("send", "via", "ejb");
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    int session = mail.received().get(before).sessionNumber();
    assertEquals(heloName, mail.sessions().get(session - 1).heloName());
  }
}
