package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpHostState;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** The bean as a console sees it: through the platform's MBean server, by name. */
class JmxTest {

  private static final String[] TEXT = {String.class.getName()};
  private static final String[] TWO_TEXTS = {String.class.getName(), String.class.getName()};

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final HonestConnectionManager pool = new HonestConnectionManager(2);
  private SmtpConnectionFactory smtp;
  private ObjectName bean;

  @BeforeEach
  void deploy() throws Exception {
    smtp =
        RaBench.factory(adapter, server, "reconnectCooldown", "5m", "acquireTimeout", "1ms")
            .createConnectionFactory(pool);
    assertEquals(1, beans().size());
    bean = beans().iterator().next();
  }

  @AfterEach
  void stop() {
    adapter.stop();
    server.close();
  }

  private Set<ObjectName> beans() throws Exception {
    String hosts = ObjectName.quote(server.endpointKey());
    return platform.queryNames(
        new ObjectName("org.smtpra:type=ConnectionFactory,hosts=" + hosts + ",*"), null);
  }

  private List<CompositeData> rows(String attribute) throws Exception {
    return Arrays.asList((CompositeData[]) platform.getAttribute(bean, attribute));
  }

  private CompositeData host() throws Exception {
    return rows("Hosts").get(0);
  }

  private Object call(String operation, String text) throws Exception {
    return platform.invoke(bean, operation, new Object[] {text}, TEXT);
  }

  private void send() throws Exception {
    smtp.send(RaBench.message(smtp, "x"));
  }

  private SmtpSendFailedException failedSend() {
    return assertThrows(SmtpSendFailedException.class, this::send);
  }

  @Test
  void beanGoesWhenTheAdapterStops() throws Exception {
    adapter.stop();
    assertEquals(Set.of(), beans());
  }

  @Test
  void configurationsWithTheSameHostsAreToldApartByNumbers() throws Exception {
    SmtpConnectionFactory other =
        RaBench.factory(adapter, server, "jitterRatio", "0.1").createConnectionFactory(pool);
    assertEquals(2, beans().size());
    assertTrue(beans().stream().anyMatch(name -> "2".equals(name.getKeyProperty("number"))));
    assertEquals(0, other.status().sent());
  }

  @Test
  void beanCanBeTurnedOff() throws Exception {
    adapter.stop();
    SmtpResourceAdapter quiet = new SmtpResourceAdapter();
    SmtpConnectionFactory other =
        RaBench.factory(quiet, server, "enableMetrics", "false").createConnectionFactory(pool);
    assertEquals(Set.of(), beans());
    assertEquals(0, other.status().sent());
    quiet.stop();
  }

  @Test
  void hostsSessionsLeasesAndMetricsAreShown() throws Exception {
    send();
    assertEquals("AVAILABLE", host().get("state"));
    assertEquals(1, host().get("openSessions"));
    CompositeData session = rows("Sessions").get(0);
    assertEquals(server.endpointKey(), session.get("endpointKey"));
    assertEquals(1, session.get("messages"));
    assertEquals(false, session.get("leased"));
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(true, rows("Sessions").get(0).get("leased"));
      assertEquals(Thread.currentThread().getName(), rows("Leases").get(0).get("thread"));
      assertEquals(server.endpointKey(), lease.endpointKey());
    }
    assertEquals(1L, metric("smtpra.sends").get("count"));
    assertEquals(1.0, metric("smtpra.sessions.idle").get("value"));
  }

  private CompositeData metric(String name) throws Exception {
    return rows("Metrics").stream()
        .filter(row -> row.get("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void failuresShowCodesAndNoRecipient() throws Exception {
    server.on(Stage.RCPT, new Fault.Reply(List.of("550 5.1.1 <anna@example.org> is unknown")));
    failedSend();
    CompositeData failure = rows("LastFailures").get(0);
    assertEquals("PERMANENT_FAILURE", failure.get("kind"));
    assertEquals("550 5.1.1", failure.get("replyCode"));
    server.on(Stage.MAIL, new Fault.Reply(List.of("421 4.3.2 not now, anna@example.org")));
    platform.invoke(bean, "retireIdleSessions", null, null);
    failedSend();
    assertFalse(everything().contains("anna"), this::everything);
    assertTrue(host().get("lastTrouble").toString().contains("421"), this::everything);
  }

  private String everything() {
    return Stream.of("Hosts", "Sessions", "Leases", "LastFailures", "Metrics")
        .map(
            attribute -> {
              try {
                return rows(attribute).toString();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
        .toList()
        .toString();
  }

  @Test
  void pauseOfAHostCanBeEnded() throws Exception {
    server.on(Stage.GREETING, new Fault.CloseBefore());
    failedSend();
    assertEquals("COOLING_DOWN", host().get("state"));
    assertTrue((double) host().get("secondsToNextAttempt") > 0);
    assertEquals(
        server.endpointKey() + " may be tried at once",
        call("resetCooldown", server.endpointKey()));
    assertEquals("AVAILABLE", host().get("state"));
    send();
  }

  @Test
  void drainedHostGetsNoSessionAndItsIdleOnesEnd() throws Exception {
    send();
    call("drainHost", server.endpointKey());
    assertEquals(SmtpHostState.DRAINED, smtp.status().hosts().get(0).state());
    adapter.states().upkeep();
    server.awaitClosed(1);
    assertEquals(SmtpFailureReason.NO_HOST_AVAILABLE, failedSend().classification().reason());
    assertEquals(1, server.sessionsAccepted());
    call("undrainHost", server.endpointKey());
    send();
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void leaseOnADrainedHostFindsItsSessionRetiredAtTheNextSend() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      call("drainHost", server.endpointKey());
      assertThrows(
          SmtpSendFailedException.class, () -> lease.send(RaBench.message(smtp, "too late")));
    }
    server.awaitClosed(1);
    assertEquals(List.of(), server.received());
  }

  @Test
  void unknownHostIsToldFromAKnownOne() throws Exception {
    assertEquals(
        "no host is called x:1: name one of " + server.endpointKey(), call("drainHost", "x:1"));
  }

  @Test
  void idleSessionsEndAndLeasedOnesStay() throws Exception {
    send();
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(0, platform.invoke(bean, "retireIdleSessions", null, null));
      lease.send(RaBench.message(smtp, "y"));
    }
    assertEquals(1, platform.invoke(bean, "retireIdleSessions", null, null));
    server.awaitClosed(1);
    send();
    assertEquals(2, server.sessionsAccepted());
  }

  @Test
  void testOfTheHostsUsesAFreshSessionAndChangesNothing() throws Exception {
    server.on(Stage.GREETING, new Fault.Reply(List.of("554 5.3.2 closed")));
    CompositeData refused = test();
    assertEquals(false, refused.get("working"));
    assertTrue(refused.get("text").toString().contains("554"), refused::toString);
    assertEquals("AVAILABLE", host().get("state"));
    assertEquals(true, test().get("working"));
    assertEquals(2, server.sessionsAccepted());
    server.awaitClosed(2);
  }

  private CompositeData test() throws Exception {
    return ((CompositeData[]) platform.invoke(bean, "testHosts", null, null))[0];
  }

  @Test
  void testMailArrivesOnceAndLeavesNoSession() throws Exception {
    Object told =
        platform.invoke(
            bean,
            "sendTestMail",
            new Object[] {"admin@example.com", "anna@example.org"},
            TWO_TEXTS);
    assertTrue(told.toString().startsWith("sent: " + server.endpointKey()), told::toString);
    assertEquals(1, server.received().size());
    server.awaitClosed(1);
    assertEquals(List.of(), rows("Sessions"));
    Object refused =
        platform.invoke(
            bean, "sendTestMail", new Object[] {"admin@example.com", "no address"}, TWO_TEXTS);
    assertTrue(refused.toString().startsWith("failed: "), refused::toString);
  }

  @Test
  void beanOfAConfigurationThatNothingUsesAnyMoreGoesWithTheNextUpkeep() throws Exception {
    smtp = null;
    for (int i = 0; i < 200 && !beans().isEmpty(); i++) {
      System.gc();
      adapter.states().upkeep();
    }
    assertEquals(Set.of(), beans());
  }
}
