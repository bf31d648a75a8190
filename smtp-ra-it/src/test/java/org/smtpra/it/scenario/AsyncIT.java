package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** Messages in the background: by the server's workers, called off, and at an undeployment. */
@Acceptance
class AsyncIT {

  private static final String ARCHIVE = "smtp-ra-async.rar";
  private static final int MESSAGES = 200;
  private static final int UNDEPLOYMENTS = 6;

  /**
   * As heap dumps of WildFly showed: two by the last tasks of its idle worker threads, one by the
   * JDK, whose comparison of records remembers the class that it last compared.
   */
  private static final int HELD_BY_THE_SERVER = 3;

  /** Worker threads that held more of them end when they have had nothing to do for a minute. */
  private static final Duration WORKERS_REST = Duration.ofMinutes(2);

  @RegisterExtension final Stage stage = new Stage();

  @TempDir Path directory;

  private ScriptedSmtpServer mail;
  private ScriptedSmtpServer leaving;
  private Application application;
  private Application watch;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    leaving = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("async", mail).with(PoolSettings.usual().max(3)));
    stage.configure(Stage.plain("leaving", leaving).in(ARCHIVE).with("asyncWorkers", "1"));
    application = stage.deploy("async", "async");
    watch =
        stage.deploy(
            "asyncwatch",
            ShrinkWrap.create(WebArchive.class, "asyncwatch.war").addClass(WatchServlet.class));
  }

  @Test
  void messageThatASessionBeanSubmitsIsSentAndWhatFollowsHasTheApplicationsContext() {
    application.run(
        "submit", "name", "one", "via", "ejb", "follow", "yes", "subject", "from the bean");
    Properties outcome = application.run("outcome", "name", "one");
    assertEquals("250", outcome.getProperty("reply"), outcome::toString);
    assertEquals("the factory", outcome.getProperty("found"), outcome::toString);
    assertTrue(subjects(mail).contains("from the bean"));
  }

  @Test
  void messageThatIsCalledOffIsNotSent() {
    try (HeldReply held = HeldReply.at(org.smtpra.testkit.Stage.MAIL, mail)) {
      application.run("submit", "name", "off", "via", "cdi", "subject", "called off");
      held.awaitSend();
      Properties outcome = application.run("outcome", "name", "off", "cancel", "true");
      assertEquals("true", outcome.getProperty("cancelled"), outcome::toString);
      assertEquals("CANCELLED", outcome.getProperty("kind"), outcome::toString);
    }
    assertFalse(subjects(mail).contains("called off"));
  }

  @Test
  void moreMessagesThanLeasesAreSentOnceEach() {
    Set<String> expected =
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> "many " + i)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String subject : expected) {
      application.run("submit", "name", subject, "via", "cdi", "subject", subject);
    }
    for (String subject : expected) {
      Properties outcome = application.run("outcome", "name", subject);
      assertEquals("250", outcome.getProperty("reply"), outcome::toString);
    }
    List<String> received =
        subjects(mail).stream().filter(subject -> subject.startsWith("many ")).sorted().toList();
    assertEquals(List.copyOf(expected), received);
  }

  @Test
  void undeploymentEndsWhatIsBeingSentWellAndLeavesNoThreadBehind() throws Exception {
    undeployWhileSending(
        copyOfTheArchive(),
        leaver -> Bounded.await("the undeployment to begin", () -> !leaver.answers()));
    Bounded.await(
        "the threads to go: " + watch.run("alive"), () -> isNoThreadLeft(watch.run("alive")));
  }

  @Test
  void undeploymentsWhileMessagesAreSentLeaveNoClassLoadersBehind() throws Exception {
    Path archive = copyOfTheArchive();
    int before = alive();
    for (int i = 0; i < UNDEPLOYMENTS; i++) {
      // No request comes between: on WildFly, one that meets the undeployment stays on its thread,
      // with its application.
      undeployWhileSending(archive, leaver -> {});
    }
    Bounded.await(
        WORKERS_REST,
        "the class loaders to go: " + watch.run("alive"),
        () -> alive() <= before + HELD_BY_THE_SERVER);
  }

  private void undeployWhileSending(Path archive, Consumer<Application> whileUndeploying)
      throws Exception {
    Application leaver = deploy(archive);
    watch.run("remember", "factory", stage.jndiName("leaving"));
    String subject = "sending " + leaving.received().size();
    try (Crowd crowd = new Crowd(1);
        HeldReply held = HeldReply.at(org.smtpra.testkit.Stage.FINAL_REPLY, leaving)) {
      leaver.run("submit", "name", "sending", "subject", subject);
      held.awaitSend();
      for (int i = 0; i < 5; i++) {
        leaver.run("submit", "name", "waiting " + i, "subject", "waiting " + i);
      }
      Future<Boolean> undeployed = crowd.begin(this::undeploy);
      whileUndeploying.accept(leaver);
      held.release();
      assertTrue(undeployed.get());
    }
    leaving.awaitClosed(leaving.sessionsAccepted());
    assertTrue(subjects(leaving).contains(subject));
  }

  private Path copyOfTheArchive() throws IOException {
    return Files.copy(
        Path.of(System.getProperty("smtp-ra.rar")),
        directory.resolve(ARCHIVE),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Application deploy(Path archive) {
    stage.server().deploy(archive);
    Path war =
        ApplicationArchive.write(
            ApplicationArchive.war(
                "asyncleaver.war",
                stage.jndiName("leaving"),
                stage.server().manifestDependencies(ARCHIVE)),
            directory);
    stage.server().deploy(war);
    return Application.at(stage.server().http().resolve("/asyncleaver/"));
  }

  private boolean undeploy() {
    stage.server().undeploy("asyncleaver.war");
    stage.server().undeploy(ARCHIVE);
    return true;
  }

  private int alive() {
    return Integer.parseInt(watch.run("alive").getProperty("alive"));
  }

  private boolean isNoThreadLeft(Properties answer) {
    return answer
        .getProperty("threads")
        .matches("\\[(" + stage.server().threadThatKeepsAnArchive() + ")?]");
  }

  private static List<String> subjects(ScriptedSmtpServer server) {
    return server.received().stream().map(message -> message.header("Subject")).toList();
  }
}
