package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
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
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The archive can be undeployed and deployed again, and leaves nothing behind. */
@Acceptance
class RedeployIT {

  private static final String ARCHIVE = "smtp-ra-again.rar";
  private static final int TIMES = 10;

  /**
   * An idle worker thread of WildFly's keeps its last task on its stack until the next one comes:
   * seen in a heap dump for the threads of its WorkManager and of its web server.
   */
  private static final int HELD_BY_IDLE_WORKERS = 2;

  /** Worker threads that held more of them end when they have had nothing to do for a minute. */
  private static final Duration WORKERS_REST = Duration.ofMinutes(2);

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
    Path archive = copyOfTheArchive();
    int received = mail.received().size();
    Properties before = watch.run("alive");
    for (int i = 0; i < TIMES; i++) {
      deployUseAndUndeploy(archive);
      mail.awaitClosed(mail.sessionsAccepted());
    }
    assertEquals(received + TIMES, mail.received().size());
    Properties left = awaitNothingLeft();
    assertEquals(number(before, "remembered") + TIMES, number(left, "remembered"));
    assertTrue(number(left, "timers") <= number(before, "timers"), left::toString);
  }

  @Test
  void sendThatIsUnderWayAtAnUndeploymentEndsWithinTheGrace() throws Exception {
    Application application = deploy(copyOfTheArchive());
    watch.run("remember", "factory", stage.jndiName("again"));
    openTwoSessions(application);
    // Payara's class loaders load nothing more for a request that outlives its application.
    application.run("send", "via", "servlet");
    int received = mail.received().size();
    try (Crowd crowd = new Crowd(2);
        HeldReply held = HeldReply.at(org.smtpra.testkit.Stage.FINAL_REPLY, mail)) {
      Future<Properties> send = crowd.begin(() -> application.run("send", "via", "servlet"));
      held.awaitSend();
      Future<Boolean> undeployed = crowd.begin(this::undeploy);
      // Open Liberty first waits for the requests of the application, and takes no more.
      Bounded.await(
          "the undeployment to begin", () -> mail.openSessions() <= 1 || !application.answers());
      assertFalse(undeployed.isDone());
      held.release();
      assertTrue(undeployed.get());
      Properties sent = send.get();
      assertEquals("250", sent.getProperty("reply"), sent::toString);
    }
    assertEquals(received + 1, mail.received().size());
    mail.awaitClosed(mail.sessionsAccepted());
    // Its class loader is among those that the other scenario waits for.
    Bounded.await(
        "the threads to go: " + watch.run("alive"),
        () -> watch.run("alive").getProperty("threads").matches(allowedThreads()));
  }

  /** Not every pool opens its least before the first borrow. */
  private void openTwoSessions(Application application) {
    for (String lease : new String[] {"one", "other"}) {
      application.run("takeLease", "lease", lease);
    }
    for (String lease : new String[] {"one", "other"}) {
      application.run("closeLease", "lease", lease);
    }
    Bounded.await("two open sessions", () -> mail.openSessions() == 2);
  }

  private Application deploy(Path archive) {
    stage.server().deploy(archive);
    Path war =
        ApplicationArchive.write(
            ApplicationArchive.war(
                "again.war", stage.jndiName("again"), stage.server().manifestDependencies(ARCHIVE)),
            directory);
    stage.server().deploy(war);
    return Application.at(stage.server().http().resolve("/again/"));
  }

  private boolean undeploy() {
    stage.server().undeploy("again.war");
    stage.server().undeploy(ARCHIVE);
    return true;
  }

  private void deployUseAndUndeploy(Path archive) {
    Application application = deploy(archive);
    Properties sent = application.run("send", "via", "ejb");
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    Properties forgotten = application.run("takeLease", "lease", "forgotten");
    assertEquals(Stage.key(mail), forgotten.get("endpoint"));
    watch.run("remember", "factory", stage.jndiName("again"));
    undeploy();
  }

  private Path copyOfTheArchive() throws IOException {
    return Files.copy(
        Path.of(System.getProperty("smtp-ra.rar")),
        directory.resolve(ARCHIVE),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Properties awaitNothingLeft() {
    Bounded.await(
        WORKERS_REST,
        "the class loaders to go: " + watch.run("alive"),
        () -> number(watch.run("alive"), "alive") <= HELD_BY_IDLE_WORKERS);
    Properties left = watch.run("alive");
    assertTrue(left.getProperty("threads").matches(allowedThreads()), left::toString);
    return left;
  }

  /** None, or the server's own. */
  private String allowedThreads() {
    return "\\[(" + stage.server().threadThatKeepsAnArchive() + ")?]";
  }

  private static int number(Properties answer, String name) {
    return Integer.parseInt(answer.getProperty(name));
  }
}
