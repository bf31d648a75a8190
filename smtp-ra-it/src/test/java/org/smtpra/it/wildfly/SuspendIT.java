package org.smtpra.it.wildfly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProcess;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** WildFly is suspended, resumed and shut down while a message is on its way. */
class SuspendIT {

  private static final String DIRECTORY = "suspended";
  private static final Duration BOOT = Duration.ofMinutes(3);

  @TempDir Path directory;

  private final ExecutorService caller = Executors.newSingleThreadExecutor();

  @AfterEach
  void dismissCaller() {
    caller.shutdownNow();
  }

  @Test
  void sendUnderWayEndsWellThroughSuspendResumeAndShutdown() {
    try (ScriptedSmtpServer mail = ScriptedSmtpServer.builder().start();
        ServerProcess process = boot();
        WildFly server = WildFlyProduct.connectToSecond(DIRECTORY)) {
      Application application = deploy(server, mail);
      assertSentDespite(mail, application, () -> suspend(server, application));
      server.ask(":resume");
      assertEquals("250", send(application).getProperty("reply"));
      assertSentDespite(mail, application, () -> server.ask(":shutdown(suspend-timeout=60)"));
      process.awaitEnd();
      assertEquals(3, mail.received().size());
      mail.awaitClosed(mail.sessionsAccepted());
    }
  }

  /** By the product's own script: Arquillian cannot stop a server that has stopped by itself. */
  private ServerProcess boot() {
    ServerHome home = ServerHome.ofThisRun();
    ServerProcess process =
        ServerProcess.start(
            List.of(
                "sh",
                home.installation().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + home.work().resolve(DIRECTORY),
                "-Djboss.socket.binding.port-offset="
                    + System.getProperty("smtp-ra.second-port-offset"),
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1"),
            // Without the first the script keeps the signal to stop for itself.
            Map.of("LAUNCH_JBOSS_IN_BACKGROUND", "true", "JAVA_HOME", home.java().toString()),
            directory,
            directory.resolve("console.log"));
    process.await(() -> process.console().text().contains("WFLYSRV0025"), BOOT);
    return process;
  }

  private Application deploy(WildFly server, ScriptedSmtpServer mail) {
    server.installAdapter();
    server.configure(FactorySettings.plain("suspended", mail.port()));
    server.deploy(
        ApplicationArchive.write(
            ApplicationArchive.war(
                "suspended.war",
                server.jndiName("suspended"),
                server.manifestDependencies("smtp-ra.rar")),
            directory));
    return Application.at(server.http().resolve("/suspended/"));
  }

  private static void suspend(WildFly server, Application application) {
    server.ask(":suspend(suspend-timeout=0)");
    AssertionError refused = assertThrows(AssertionError.class, () -> send(application));
    assertTrue(refused.getMessage().contains("answered 503"), refused::toString);
  }

  private void assertSentDespite(
      ScriptedSmtpServer mail, Application application, Runnable administrator) {
    try (HeldReply held = HeldReply.at(Stage.FINAL_REPLY, mail)) {
      Future<Properties> call = caller.submit(() -> send(application));
      held.awaitSend();
      administrator.run();
      assertFalse(call.isDone());
      held.release();
      Properties answer = call.get();
      assertEquals("250", answer.getProperty("reply"), answer::toString);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Properties send(Application application) {
    return application.run("send", "via", "ejb");
  }
}
