package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.watch.WatchServlet;
import org.smtpra.testkit.ScriptedSmtpServer;

/** An administrator changes a connection factory that is in use, many times. */
@Acceptance
class LiveChangeIT {

  private static final int TIMES = 20;

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private FactorySettings settings;
  private Application application;
  private Application watch;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    settings = Stage.plain("changing", mail);
    stage.configure(settings);
    stage.configure(Stage.plain("steady", mail));
    application = stage.deploy("changing", "steady");
    watch =
        stage.deploy(
            "watch", ShrinkWrap.create(WebArchive.class, "watch.war").addClass(WatchServlet.class));
  }

  @Test
  void twentyChangesTakeEffectAtOnceAndLeaveNoTimerNoFactoryAndNoSession() {
    sendAndRemember();
    String timers = watch.run("alive").getProperty("timers");
    for (int i = 1; i <= TIMES; i++) {
      settings = stage.server().change(settings, "ehloName", "app" + i + ".example.com");
      sendAndRemember();
      assertEquals(
          "app" + i + ".example.com", mail.sessions().get(mail.sessionsAccepted() - 1).heloName());
    }
    assertEquals(1, mail.openSessions());
    Bounded.await(
        "the factories to go: " + watch.run("alive"),
        () -> watch.run("alive").getProperty("factories").equals("1"));
    assertEquals(timers, watch.run("alive").getProperty("timers"));
  }

  private void sendAndRemember() {
    String factory = stage.jndiName("changing");
    Properties sent = application.run("send", "factory", factory);
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    watch.run("remember", "factory", factory);
  }
}
