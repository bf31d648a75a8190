package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.PoolSettings;
import org.smtpra.it.watch.WatchServlet;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The archive can be undeployed and deployed again, and leaves nothing behind. */
@Acceptance
class RedeployIT {

  private static final String ARCHIVE = "smtp-ra-again.rar";
  private static final int TIMES = 6;

  /**
   * An idle worker thread of WildFly's keeps its last task on its stack until the next one comes:
   * seen in a heap dump for the threads of its WorkManager and of its web server.
   */
  private static final int HELD_BY_IDLE_WORKERS = 2;

  @RegisterExtension final Stage stage = new Stage();

  @TempDir Path directory;

  private ScriptedSmtpServer mail;
  private Application watch;

  @BeforeAll
  void deployWatch() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("again", mail)
            .in(ARCHIVE)
            .with("leakDetectionThreshold", "1m")
            .with(PoolSettings.usual().prefilled(2)));
    watch =
        stage.deploy(
            "watch", ShrinkWrap.create(WebArchive.class, "watch.war").addClass(WatchServlet.class));
  }

  @Test
  void undeployedArchiveLeavesNoSessionNoThreadAndNoClassLoader() throws IOException {
    Path archive = directory.resolve(ARCHIVE);
    Files.copy(
        Path.of(System.getProperty("smtp-ra.rar")), archive, StandardCopyOption.REPLACE_EXISTING);
    for (int i = 0; i < TIMES; i++) {
      deployUseAndUndeploy(archive);
      mail.awaitClosed(mail.sessionsAccepted());
    }
    assertEquals(TIMES, mail.received().size());

    Bounded.await(
        "the class loaders to go: " + watch.run("alive"),
        () -> Integer.parseInt(watch.run("alive").getProperty("alive")) <= HELD_BY_IDLE_WORKERS);
    Properties left = watch.run("alive");
    assertEquals(String.valueOf(TIMES), left.getProperty("remembered"));
    assertEquals("[]", left.getProperty("threads"), left::toString);
  }

  private void deployUseAndUndeploy(Path archive) {
    stage.server().deploy(archive);
    Path war =
        ApplicationArchive.write(
            ApplicationArchive.war(
                "again.war", stage.jndiName("again"), stage.server().manifestDependencies(ARCHIVE)),
            directory);
    stage.server().deploy(war);
    Application application = Application.at(stage.server().http().resolve("/again/"));
    Properties sent = application.run("send", "via", "ejb");
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    Properties forgotten = application.run("takeLease", "lease", "forgotten");
    assertEquals(mail.endpointKey().replace("127.0.0.1", "localhost"), forgotten.get("endpoint"));
    watch.run("remember", "factory", stage.jndiName("again"));
    stage.server().undeploy("again.war");
    stage.server().undeploy(ARCHIVE);
  }
}
