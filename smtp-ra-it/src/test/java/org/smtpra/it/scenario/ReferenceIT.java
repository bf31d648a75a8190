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

/** A factory is one object, however an application gets hold of it; and it is not transactional. */
@Acceptance
class ReferenceIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("reference", mail));
    stage.configure(
        Stage.plain("claims", mail).with("maxRetryAttempts", "0").claimingLocalTransactions());
    application = stage.deploy("reference", "reference");
  }

  @Test
  void serializedFactoryComesBackAsTheBoundOneAndSends() {
    Properties answer = application.run("factoryIdentity", "factory", stage.jndiName("reference"));
    assertEquals("true", answer.getProperty("sameAfterSecondLookup"), answer::toString);
    assertEquals("true", answer.getProperty("sameAfterSerialization"), answer::toString);
    assertEquals("250", answer.getProperty("reply"), answer::toString);
  }

  @Test
  void claimOfLocalTransactionsIsAnsweredWithTheSettingToChange() {
    LogMark mark = stage.server().markLog();
    Properties answer = application.run("send", "via", "ejb", "factory", stage.jndiName("claims"));
    String expected = "set the pool's transaction support to NoTransaction";
    assertTrue(mark.text().contains(expected), () -> mark.text() + answer);
  }
}
