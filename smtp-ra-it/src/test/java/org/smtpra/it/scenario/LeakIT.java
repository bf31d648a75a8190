package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A lease that an application forgets is shown and reported. */
@Acceptance
class LeakIT {

  @RegisterExtension final Stage stage = new Stage();

  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    ScriptedSmtpServer mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("leaky", mail).with("leakDetectionThreshold", "50ms"));
    application = stage.deploy("leaky", "leaky");
  }

  @Test
  void forgottenLeaseIsInTheStatusAndLoggedWithoutAFurtherBorrowWithTheStackThatTookIt() {
    LogMark mark = stage.server().markLog();
    Properties taken = application.run("takeLease", "lease", "forgotten");
    String leases = application.run("status").getProperty("leases");
    assertTrue(leases.contains(taken.getProperty("thread")), leases);

    // Nobody borrows meanwhile: the server's timer finds it.
    // A server writes a stack piece by piece.
    Bounded.await(
        "the report with the stack that took it: " + mark.text(),
        () -> mark.text().contains("org.smtpra.it.app.TakeLease.run"));
    String log = mark.text();
    assertTrue(log.contains("a lease taken by thread " + taken.getProperty("thread")), log);
    assertTrue(log.contains("has been out for"), log);

    application.run("closeLease", "lease", "forgotten");
    assertEquals("[]", application.run("status").getProperty("leases"));
  }
}
