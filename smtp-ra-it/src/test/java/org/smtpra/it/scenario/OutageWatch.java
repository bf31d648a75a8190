package org.smtpra.it.scenario;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.smtpra.testkit.ScriptedSmtpServer;

/**
 * Lets a mail server go away and come back, and looks again and again at the figure of its
 * availability.
 *
 * @param mail the server
 * @param send sends a message, which fails while the server is away
 * @param figure what an administrator's tool shows
 */
record OutageWatch(ScriptedSmtpServer mail, Runnable send, DoubleSupplier figure) {

  Sighting watch() {
    awaitFigure(1);
    long died = System.nanoTime();
    mail.refuseConnections();
    mail.closeIdleSessions();
    send.run();
    awaitFigure(0);
    Duration down = since(died);
    int before = mail.sessionsAccepted();
    long back = System.nanoTime();
    mail.acceptConnections();
    Bounded.await("a session after the outage", () -> mail.sessionsAccepted() > before);
    Duration session = since(back);
    awaitFigure(1);
    return new Sighting(down, session, since(back));
  }

  private void awaitFigure(int level) {
    Bounded.await("availability " + level, () -> figure.getAsDouble() == level);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
