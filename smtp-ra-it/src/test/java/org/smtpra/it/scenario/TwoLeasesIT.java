package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Two leases in one JTA transaction, which some servers serve by one pooled connection. */
@Acceptance
class TwoLeasesIT {

  private static final List<String> SUBJECTS =
      List.of("longer 1", "shorter 1", "longer 2", "shorter 2", "longer 3");

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;
  private int before;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("leases", mail));
    application = stage.deploy("leases", "leases");
  }

  @BeforeEach
  void count() {
    before = mail.received().size();
  }

  @Test
  void unshareableReferenceGivesEachLeaseASessionOfItsOwn() {
    sendByTwoLeases("java:comp/env/smtp/main");
    List<Integer> sessions =
        received().stream().map(ReceivedMessage::sessionNumber).distinct().toList();
    assertEquals(2, sessions.size(), sessions::toString);
    assertNotEquals(received().get(0).sessionNumber(), received().get(1).sessionNumber());
  }

  @Test
  void shareableReferenceServesBothLeasesAndTheOneThatIsClosedFirstLeavesTheOtherUsable() {
    sendByTwoLeases("java:comp/env/smtp/shared");
  }

  private void sendByTwoLeases(String reference) {
    Properties answer = application.run("twoLeases", "factory", reference);
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals(SUBJECTS, received().stream().map(message -> message.header("Subject")).toList());
  }

  private List<ReceivedMessage> received() {
    return mail.received().subList(before, mail.received().size());
  }
}
