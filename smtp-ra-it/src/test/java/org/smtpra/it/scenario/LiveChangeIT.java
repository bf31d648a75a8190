package org.smtpra.it.scenario;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.watch.WatchServlet;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.SessionRecord;

/** An administrator changes a connection factory that is in use, many times. */
@Acceptance
class LiveChangeIT {

  private static final Map<String, String> CHANGES =
      new TreeMap<>(
          Map.ofEntries(
              entry("acquireTimeout", "14s"),
              entry("authenticateTimeout", "14s"),
              entry("chunking", "NEVER"),
              entry("connectTimeout", "14s"),
              entry("finalReplyTimeout", "9m"),
              entry("greetingTimeout", "59s"),
              entry("idleTimeout", "3m"),
              entry("jitterRatio", "0.1"),
              entry("keepAliveInterval", "59s"),
              entry("leakDetectionThreshold", "1m"),
              entry("maxMessagesPerSession", "99"),
              entry("maxReconnectCooldown", "4m"),
              entry("maxRetryAttempts", "2"),
              entry("maxSessionAge", "9m"),
              entry("pipelining", "NONE"),
              entry("recipientPolicy", "SEND_TO_ACCEPTED"),
              entry("reconnectCooldown", "29s"),
              entry("retryBaseDelay", "1s"),
              entry("sendTimeout", "29s"),
              entry("shutdownGrace", "29s")));

  /** Twenty-one properties, and the factory made anew: a hundred changes and ten. */
  private static final int ROUNDS = 5;

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private FactorySettings settings;
  private Application application;
  private Application watch;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("steady", stage.start(ScriptedSmtpServer.builder())));
    application = stage.deploy("changing", "steady");
    watch =
        stage.deploy(
            "watch", ShrinkWrap.create(WebArchive.class, "watch.war").addClass(WatchServlet.class));
  }

  @Test
  void hundredChangesTakeEffectAtOnceAndLeaveNoTimerNoFactoryAndNoSession() {
    // Some servers make their own timers at the first use.
    application.run("send");
    String timers = watch.run("alive").getProperty("timers");
    for (int round = 1; round <= ROUNDS; round++) {
      settings = Stage.plain("changing" + round, mail);
      stage.server().configure(settings);
      sendAndRemember();
      changeEveryProperty("app" + round + ".example.com");
      stage.server().remove(settings);
    }
    mail.awaitClosed(mail.sessionsAccepted());
    Bounded.await(
        "the factories to go: " + watch.run("alive"),
        () -> watch.run("alive").getProperty("factories").equals("0"));
    assertEquals(timers, watch.run("alive").getProperty("timers"));
  }

  private void changeEveryProperty(String ehloName) {
    settings = stage.server().set(settings, "ehloName", ehloName);
    sendAndRemember();
    assertEquals(ehloName, lastSession().heloName());
    for (Map.Entry<String, String> change : CHANGES.entrySet()) {
      int before = mail.sessionsAccepted();
      settings = stage.server().set(settings, change.getKey(), change.getValue());
      sendAndRemember();
      assertEquals(before + 1, mail.sessionsAccepted());
    }
  }

  private SessionRecord lastSession() {
    return mail.sessions().get(mail.sessionsAccepted() - 1);
  }

  private void sendAndRemember() {
    String factory = stage.jndiName(settings.name());
    Properties sent = application.run("send", "factory", factory);
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    watch.run("remember", "factory", factory);
  }
}
