package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Every mail server is down, and then one is back. */
@Acceptance
class OutageIT {

  private static final int IDLE = 4;

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer first;
  private ScriptedSmtpServer second;
  private ScriptedSmtpServer awaited;
  private ScriptedSmtpServer watched;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    first = stage.start(ScriptedSmtpServer.builder());
    second = stage.start(ScriptedSmtpServer.builder());
    awaited = stage.start(ScriptedSmtpServer.builder());
    watched = stage.start(ScriptedSmtpServer.builder());
    stage.configure(
        Stage.plain("outage", first, second)
            .with("reconnectCooldown", "1h")
            .with("maxReconnectCooldown", "1h"));
    stage.configure(shortCooldown(Stage.plain("awaited", awaited)).with("acquireTimeout", "30s"));
    stage.configure(shortCooldown(Stage.plain("watched", watched)).with("acquireTimeout", "0"));
    application = stage.deploy("outage", "outage");
  }

  private static FactorySettings shortCooldown(FactorySettings settings) {
    return settings
        .with("reconnectCooldown", "1s")
        .with("maxReconnectCooldown", "2s")
        .with("maxRetryAttempts", "0");
  }

  @Test
  void whileEveryHostIsLeftAloneSendsFailAtOnceWithoutALeaseAndWithOneLogLineForEachHost() {
    first.refuseConnections();
    second.refuseConnections();
    LogMark mark = stage.server().markLog();
    assertEquals("CONNECT_FAILED", send("outage").getProperty("reason"));
    String leases = status("outage").getProperty("leasesTaken");

    long began = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      assertNobodyIsAsked(send("outage"));
    }
    // One that waited would have waited for acquireTimeout, 15 s.
    assertTrue(System.nanoTime() - began < 15_000_000_000L);
    stage.server().flush("outage");
    assertNobodyIsAsked(send("outage"));

    Properties status = status("outage");
    assertEquals(leases, status.getProperty("leasesTaken"), status::toString);
    String log = mark.text();
    assertFalse(log.contains("\tat "), log);
    for (ScriptedSmtpServer host : new ScriptedSmtpServer[] {first, second}) {
      String key = Stage.key(host);
      assertEquals("COOLING_DOWN", status.getProperty("state " + key), status::toString);
      assertEquals("1", status.getProperty("openFailures " + key), status::toString);
      assertEquals(1, log.split(key + " is left alone", -1).length - 1, log);
    }
  }

  private static void assertNobodyIsAsked(Properties refused) {
    assertEquals("RETRYABLE_BEFORE_SEND", refused.getProperty("kind"), refused::toString);
    assertEquals("NO_HOST_AVAILABLE", refused.getProperty("reason"), refused::toString);
    assertEquals("anna@example.org", refused.getProperty("sendAgain"), refused::toString);
    assertTrue(Long.parseLong(refused.getProperty("retryAfter")) > 60, refused::toString);
  }

  @Test
  void firstSendAfterTheOutageSucceedsAlthoughThePoolIsFullOfDeadSessions() {
    fillThePool("awaited");
    goDown(awaited);
    assertEquals("CONNECT_FAILED", send("awaited").getProperty("reason"));
    awaited.acceptConnections();
    Properties sent = send("awaited");
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    assertEquals("1", sent.getProperty("attempts"), sent::toString);
  }

  @Test
  void hostThatIsBackIsFoundInTheBackgroundAndTheFirstSendDoesNotWait() {
    fillThePool("watched");
    goDown(watched);
    assertEquals("CONNECT_FAILED", send("watched").getProperty("reason"));
    Bounded.await(
        "a half-open attempt that fails",
        () -> Integer.parseInt(host("watched", watched, "openFailures")) >= 2);
    watched.acceptConnections();
    Bounded.await(
        "the host to be found", () -> host("watched", watched, "state").equals("AVAILABLE"));
    assertEquals(IDLE + 1, watched.sessionsAccepted());
    Properties sent = send("watched");
    assertEquals("250", sent.getProperty("reply"), sent::toString);
    // The host is known to be back a moment before the session that found it is there: a borrower
    // who comes in between opens one of his own.
    assertTrue(watched.sessionsAccepted() <= IDLE + 2);
  }

  private void fillThePool(String factory) {
    String name = stage.jndiName(factory);
    for (int i = 0; i < IDLE; i++) {
      application.run("takeLease", "lease", factory + i, "factory", name);
    }
    for (int i = 0; i < IDLE; i++) {
      application.run("closeLease", "lease", factory + i);
    }
  }

  private static void goDown(ScriptedSmtpServer mail) {
    mail.refuseConnections();
    assertEquals(IDLE, mail.closeIdleSessions());
  }

  private Properties send(String factory) {
    return application.run("send", "via", "ejb", "factory", stage.jndiName(factory));
  }

  private Properties status(String factory) {
    return application.run("status", "factory", stage.jndiName(factory));
  }

  private String host(String factory, ScriptedSmtpServer mail, String what) {
    return status(factory).getProperty(what + " " + Stage.key(mail));
  }
}
