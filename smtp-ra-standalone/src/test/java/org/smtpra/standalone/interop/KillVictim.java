package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.standalone.PoolProperties;
import org.smtpra.standalone.SmtpPool;

/** The message whose server is killed at a chosen moment. */
final class KillVictim {

  private KillVictim() {}

  /** Sends it in clear text and in lockstep, so that the proxy can tell the stages apart. */
  static LoadOutcome send(ServerUnderTest server, KillMoment moment) throws Exception {
    try (KillingProxy proxy = KillingProxy.before(server.process(), moment);
        SmtpPool pool = SmtpPool.open(lockstep(server.process().host(), proxy.port()))) {
      MimeMessage message = message(pool, proxy, moment);
      long start = System.nanoTime();
      LoadOutcome outcome;
      try {
        String id = pool.factory().send(message).messageId();
        outcome = outcome(id, start, null);
      } catch (SmtpSendFailedException e) {
        outcome = outcome(e.messageId(), start, e);
      }
      assertTrue(proxy.awaitKilled(), moment + " did not come: " + outcome);
      assertIsOf(moment, outcome);
      return outcome;
    }
  }

  private static Map<String, String> lockstep(String host, int port) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", host);
    properties.put("port", String.valueOf(port));
    properties.put("security", "NONE");
    properties.put("pipelining", "NONE");
    properties.put("chunking", "NEVER");
    return properties;
  }

  private static MimeMessage message(SmtpPool pool, KillingProxy proxy, KillMoment moment)
      throws MessagingException {
    MimeMessage message = Mails.text(pool.factory(), "killed at " + moment);
    if (moment == KillMoment.CONTENT) {
      message.setDataHandler(new DataHandler(new HaltingContent(proxy)));
      message.setHeader("Content-Transfer-Encoding", "7bit");
    }
    return message;
  }

  private static LoadOutcome outcome(
      String id, long start, @Nullable SmtpSendFailedException failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new LoadOutcome(id, List.of(Mails.RECIPIENT), took, failure);
  }

  /** The server may have answered the dot before it died. */
  private static void assertIsOf(KillMoment moment, LoadOutcome outcome) {
    SmtpSendFailedException failure = outcome.failure();
    if (failure == null) {
      assertEquals(KillMoment.BEHIND_THE_DOT, moment, "success: " + outcome);
      return;
    }
    assertEquals(
        moment.kind() + " at " + moment.stage(),
        failure.classification().kind() + " at " + failure.classification().stage(),
        failure::toString);
  }
}
