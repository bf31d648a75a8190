package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.HeldReply;
import org.smtpra.testkit.ScriptedSmtpServer;

/** An administrator ends the pooled connections while messages are on their way. */
@Acceptance
class FlushIT {

  private static final int CALLERS = 4;
  private static final int MESSAGES = 50;

  /** So many messages between two flushes: a pool that is nothing but flushed sends nothing. */
  private static final int EVERY = 8;

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private ScriptedSmtpServer busy;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    busy = stage.start(ScriptedSmtpServer.builder());
    stage.configure(Stage.plain("flushed", mail).with("maxRetryAttempts", "0"));
    stage.configure(Stage.plain("busy", busy));
    application = stage.deploy("flushed", "flushed");
    // Some servers refuse to flush a pool that nobody has used yet.
    application.run("send");
  }

  @ParameterizedTest
  @EnumSource(
      value = org.smtpra.testkit.Stage.class,
      names = {"EHLO", "MAIL", "DATA", "FINAL_REPLY"})
  void sendThatIsUnderWayAtAFlushOfThePoolSucceeds(org.smtpra.testkit.Stage where)
      throws Exception {
    int received = mail.received().size();
    stage.server().flush("flushed");
    try (Crowd crowd = new Crowd(1);
        HeldReply held = HeldReply.at(where, mail)) {
      Future<Properties> send = crowd.begin(() -> application.run("send", "via", "ejb"));
      held.awaitSend();
      int under = mail.sessionsAccepted();
      stage.server().flush("flushed");
      assertFalse(send.isDone());
      held.release();
      Bounded.await("the flushed session to end", () -> !mail.sessions().get(under - 1).open());
      Properties answer = send.get();
      assertEquals("250", answer.getProperty("reply"), answer::toString);
      assertEquals("1", answer.getProperty("attempts"), answer::toString);
    }
    assertEquals(received + 1, mail.received().size());
  }

  @Test
  void noSendFailsOrIsDoubledWhileThePoolIsFlushedAgainAndAgain() throws Exception {
    try (Crowd crowd = new Crowd(CALLERS)) {
      List<Future<Properties>> calls =
          crowd.begin(
              CALLERS,
              i ->
                  application.run(
                      "send",
                      "factory",
                      stage.jndiName("busy"),
                      "subject",
                      "caller " + i,
                      "count",
                      String.valueOf(MESSAGES)));
      for (int sent = EVERY; sent < CALLERS * MESSAGES; sent += EVERY) {
        int enough = sent;
        Bounded.await("more messages", () -> busy.received().size() >= enough);
        stage.server().flush("busy");
      }
      for (Properties answer : Crowd.answers(calls)) {
        assertEquals("250", answer.getProperty("reply"), answer::toString);
      }
    }
    assertEquals(
        CALLERS * MESSAGES,
        busy.received().stream().map(message -> message.header("Subject")).distinct().count());
    assertEquals(CALLERS * MESSAGES, busy.received().size());
  }
}
