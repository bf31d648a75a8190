package org.smtpra.standalone.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The counts of {@link ScaleFigures}, with fewer of each. */
class ScaleTest {

  /** The timer, some workers, and what the JDK starts for itself. */
  private static final int THREADS = 20;

  private static final int SESSIONS = 50;

  @Test
  void everyMessageOfManyWaitingCallersArrivesOnceOverFewSessions() throws Exception {
    WaitingCrowd crowd = new WaitingCrowd(500, 8, 2);
    try (ScaleSite site = new ScaleSite(crowd.sessions(), Duration.ZERO)) {
      assertEquals(1000, crowd.play(site).waits().count());
    }
  }

  @Test
  void fiftySessionsStayOpenWithoutAThreadForEach() throws Exception {
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().start()) {
      Map<String, String> properties = ScaleSite.properties(server.port(), SESSIONS);
      KeptSessions.Upkeep upkeep =
          new KeptSessions(properties, server.port(), SESSIONS, Duration.ZERO).play();
      assertTrue(upkeep.threads().size() <= THREADS, () -> upkeep.threads().toString());
      assertEquals(SESSIONS, server.received().size());
    }
  }
}
