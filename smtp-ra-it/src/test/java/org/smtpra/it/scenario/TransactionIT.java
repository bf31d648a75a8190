package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The recipe of docs/how-to/transactions.md. */
@Acceptance
class TransactionIT {

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("orders", mail));
    application = stage.deploy("orders", "orders");
  }

  @Test
  void observerAfterSuccessSendsAfterACommitAndNotAfterARollback() {
    place("afterSuccess", "rollback", "rolled back");
    place("afterSuccess", "commit", "committed");
    assertEquals(List.of("committed"), subjectsOf("rolled back", "committed"));
  }

  @Test
  void rollbackDoesNotRecallAMailSentInsideTheTransaction() {
    place("inside", "rollback", "sent inside");
    assertEquals(List.of("sent inside"), subjectsOf("sent inside"));
  }

  private void place(String confirm, String outcome, String subject) {
    Properties answer =
        application.run("placeOrder", "confirm", confirm, "outcome", outcome, "subject", subject);
    assertEquals(outcome, answer.getProperty("outcome"), answer::toString);
  }

  private List<String> subjectsOf(String... candidates) {
    return mail.received().stream()
        .map(message -> message.header("Subject"))
        .filter(List.of(candidates)::contains)
        .toList();
  }
}
