package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.metrics.MetricSample;
import org.smtpra.metrics.MetricTag;
import org.smtpra.metrics.SmtpMetric;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** The figures after real sends. */
class MetricsTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final HonestConnectionManager pool = new HonestConnectionManager(1);
  private final SmtpManagedConnectionFactory managed =
      RaBench.factory(server, "reconnectCooldown", "5m", "acquireTimeout", "1ms");
  private SmtpConnectionFactory smtp;

  @BeforeEach
  void deploy() throws Exception {
    smtp = managed.createConnectionFactory(pool);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void send() throws Exception {
    smtp.send(RaBench.message(smtp, "x"));
  }

  private SmtpSendFailedException failedSend() {
    return assertThrows(SmtpSendFailedException.class, this::send);
  }

  private Stream<MetricSample> samples(SmtpMetric metric) throws Exception {
    List<MetricSample> all = managed.state().metrics();
    return all.stream().filter(sample -> sample.metric() == metric);
  }

  private long count(SmtpMetric metric) throws Exception {
    return samples(metric).mapToLong(MetricSample::count).sum();
  }

  private long level(SmtpMetric metric) throws Exception {
    return samples(metric).mapToLong(sample -> (long) sample.value()).sum();
  }

  @Test
  void everySendIsASuccessOrAFailureOrCancelled() throws Exception {
    send();
    server.on(Stage.MAIL, new Fault.Reply(List.of("550 5.7.1 no")));
    failedSend();
    server.on(Stage.FINAL_REPLY, new Fault.CloseBefore());
    failedSend();
    Thread.currentThread().interrupt();
    failedSend();
    Thread.interrupted();
    assertEquals(1, count(SmtpMetric.SEND_SUCCESS));
    assertEquals(2, count(SmtpMetric.SEND_FAILED));
    assertEquals(1, count(SmtpMetric.SEND_DEFINITELY_NOT_ACCEPTED));
    assertEquals(1, count(SmtpMetric.SEND_AMBIGUOUS));
    assertEquals(1, count(SmtpMetric.SEND_CANCELLED));
    assertEquals(4, count(SmtpMetric.SENDS));
    assertEquals(4, count(SmtpMetric.SEND_DURATION));
    assertEquals(3, count(SmtpMetric.SEND_CLASSIFIED));
    assertEquals(4, LongStream.of(smtp.status().sent(), smtp.status().failures()).sum());
  }

  @Test
  void stagesAreTimedOnceForEachSessionAndEachMessageAndRoundTripsCountedAsTheServerDoes()
      throws Exception {
    send();
    send();
    Map<String, Long> times =
        samples(SmtpMetric.STAGE_DURATION)
            .collect(
                Collectors.toMap(
                    sample -> sample.tags().get(MetricTag.STAGE), MetricSample::count));
    assertEquals(
        Map.of(
            "CONNECT",
            1L,
            "GREETING",
            1L,
            "EHLO",
            1L,
            "MAIL_FROM",
            2L,
            "RCPT_TO",
            2L,
            "DATA",
            2L,
            "CONTENT",
            2L,
            "FINAL_REPLY",
            2L),
        times);
    server.awaitReceived(2);
    assertEquals(
        server.roundTripsOfMessages(1).stream().mapToLong(Integer::longValue).sum(),
        count(SmtpMetric.SEND_ROUND_TRIPS));
  }

  @Test
  void stageThatWasNotReachedHasNoTimeAndARefusedMessageHasItsOwn() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply(List.of("550 5.7.1 no")));
    failedSend();
    assertTrue(
        samples(SmtpMetric.STAGE_DURATION)
            .noneMatch(sample -> "FINAL_REPLY".equals(sample.tags().get(MetricTag.STAGE))));
    assertTrue(
        samples(SmtpMetric.STAGE_DURATION)
            .anyMatch(sample -> "MAIL_FROM".equals(sample.tags().get(MetricTag.STAGE))));
  }

  @Test
  void sessionIsActiveWhileItIsLeasedAndIdleAfterwards() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(1, level(SmtpMetric.SESSIONS_ACTIVE));
      assertEquals(0, level(SmtpMetric.SESSIONS_IDLE));
      assertEquals(1, level(SmtpMetric.LEASES));
      lease.close();
    }
    assertEquals(0, level(SmtpMetric.SESSIONS_ACTIVE));
    assertEquals(1, level(SmtpMetric.SESSIONS_IDLE));
    assertEquals(0, level(SmtpMetric.LEASES));
    assertEquals(1, count(SmtpMetric.LEASES_TAKEN));
    assertEquals(1, count(SmtpMetric.LEASE_WAIT));
    assertEquals(1, count(SmtpMetric.LEASE_DURATION));
    assertEquals(1, count(SmtpMetric.LEASE_RETURN_IGNORED));
    assertEquals(1, count(SmtpMetric.SESSIONS_OPENED));
  }

  @Test
  void exhaustedPoolIsCounted() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      failedSend();
      assertEquals(server.endpointKey(), lease.endpointKey());
    }
    assertEquals(1, count(SmtpMetric.LEASE_EXHAUSTED));
    assertEquals(1, count(SmtpMetric.LEASE_WAIT));
  }

  @Test
  void hostThatIsDownIsSeenAtOnceAndCallersAreSentAwayOnce() throws Exception {
    assertEquals(1, level(SmtpMetric.HOST_AVAILABLE));
    server.on(Stage.GREETING, new Fault.CloseBefore());
    failedSend();
    assertEquals(0, level(SmtpMetric.HOST_AVAILABLE));
    assertEquals(1, level(SmtpMetric.HOST_COOLDOWN));
    assertEquals(1, count(SmtpMetric.HOST_DOWN));
    MetricSample refused = samples(SmtpMetric.SESSIONS_OPEN_FAILED).findFirst().orElseThrow();
    assertEquals(server.endpointKey(), refused.tags().get(MetricTag.HOST));
    assertEquals("GREETING", refused.tags().get(MetricTag.STAGE));
    long before = count(SmtpMetric.OPENINGS_SUPPRESSED);
    failedSend();
    assertEquals(before + 1, count(SmtpMetric.OPENINGS_SUPPRESSED));
  }
}
