package org.smtpra.session;

import java.time.Duration;
import java.util.stream.Stream;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** A fault and where it strikes. */
record MatrixStrike(Stage stage, MatrixFault fault) {

  private static final Fault CORRECT = new Fault.DelayedReply(Duration.ZERO);

  /** Has it strike the next message. */
  void plant(ScriptedSmtpServer server) {
    Stream.generate(() -> CORRECT)
        .limit(fault.nth() - 1L)
        .forEach(correct -> server.on(stage, correct));
    server.on(stage, fault.fault());
  }

  /** Strikes the session that waits for the next message. */
  int strikeIdle(ScriptedSmtpServer server) {
    Fault strike = fault.fault();
    if (strike instanceof Fault.Reply reply) {
      return server.sendToIdle(reply.lines().get(0));
    } else if (strike instanceof Fault.CloseBefore) {
      return server.closeIdleSessions();
    } else if (strike instanceof Fault.Reset) {
      return server.resetIdleSessions();
    }
    return server.renewIdleKeys();
  }

  @Override
  public String toString() {
    return stage + " [" + fault + "]";
  }
}
