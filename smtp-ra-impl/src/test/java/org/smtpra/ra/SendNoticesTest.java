package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

/** What the bean tells its listeners of each message. */
class SendNoticesTest {

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final List<Notification> heard = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final NotificationListener witness =
      (notice, handback) -> {
        heard.add(notice);
        threads.add(Thread.currentThread());
      };
  private SmtpConnectionFactory smtp;
  private ObjectName bean;

  @BeforeEach
  void deploy() throws Exception {
    smtp =
        RaBench.factory(adapter, server, "maxRetryAttempts", "1", "retryBaseDelay", "1ms")
            .createConnectionFactory(new HonestConnectionManager(2));
    bean =
        new ObjectName(
            "org.smtpra:type=ConnectionFactory,hosts=" + ObjectName.quote(server.endpointKey()));
    platform.addNotificationListener(bean, witness, null, null);
  }

  @AfterEach
  void stop() {
    adapter.stop();
    server.close();
  }

  private void send() throws Exception {
    smtp.send(RaBench.message(smtp, "x"));
  }

  private CompositeData only() {
    assertEquals(1, heard.size());
    return (CompositeData) heard.get(0).getUserData();
  }

  private static List<String> way(CompositeData send) {
    return Stream.of((CompositeData[]) send.get("steps"))
        .map(step -> step.get("step") + " " + step.get("stage") + " " + step.get("reason"))
        .map(String::strip)
        .toList();
  }

  @Test
  void messageIsToldOnTheThreadThatSendsItWithTheStagesOfItsWay() throws Exception {
    send();
    CompositeData send = only();
    assertEquals(List.of(Thread.currentThread()), threads);
    assertEquals(bean, heard.get(0).getSource());
    assertEquals("OK", send.get("outcome"));
    assertEquals(server.endpointKey(), send.get("endpointKey"));
    assertEquals(1, send.get("attempts"));
    List<String> way = way(send);
    assertEquals("LEASE", way.get(0));
    assertTrue(way.indexOf("STAGE CONNECT") < way.indexOf("STAGE MAIL_FROM"), way::toString);
    assertTrue(way.indexOf("STAGE MAIL_FROM") < way.indexOf("STAGE FINAL_REPLY"), way::toString);
  }

  @Test
  void stepsLieWithinTheMessageInTheOrderOfTheirTimes() throws Exception {
    // A pause between two looks at the clock shifts what lies between: then the next one counts.
    Bounded.until(
        () -> {
          heard.clear();
          send();
          return areInOrder(only());
        });
  }

  private static boolean areInOrder(CompositeData send) {
    long last = (Long) send.get("startedAtNanos");
    for (CompositeData step : (CompositeData[]) send.get("steps")) {
      long start = (Long) step.get("startedAtNanos");
      // The wall clock's steps are coarser than the durations.
      if (start < last - 1_000_000) {
        return false;
      }
      last = start;
    }
    return true;
  }

  @Test
  void eachAttemptIsPartOfTheSameMessage() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    send();
    assertEquals(2, only().get("attempts"));
    assertTrue(way(only()).contains("RETRY MAIL_FROM DEFERRED"), way(only())::toString);
    assertEquals(List.of(Thread.currentThread()), threads);
  }

  @Test
  void messageOfABatchThatIsSentAgainHasAllOfItsWay() throws Exception {
    server.on(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
    smtp.sendAll(
        List.of(RaBench.message(smtp, "first"), RaBench.message(smtp, "second")),
        SmtpBatchOptions.defaults());
    assertEquals(2, heard.size());
    List<String> way = way(withAttempts(2));
    int retry = way.indexOf("RETRY MAIL_FROM DEFERRED");
    assertTrue(retry >= 0, way::toString);
    assertTrue(way.indexOf("STAGE MAIL_FROM") < retry, way::toString);
    assertTrue(way.lastIndexOf("STAGE MAIL_FROM") > retry, way::toString);
    List<String> others = way(withAttempts(1));
    assertFalse(others.contains("RETRY MAIL_FROM DEFERRED"), others::toString);
  }

  private CompositeData withAttempts(int attempts) {
    return heard.stream()
        .map(notice -> (CompositeData) notice.getUserData())
        .filter(send -> send.get("attempts").equals(attempts))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void messageInTheBackgroundIsToldOfOnItsCallersThreadBeforeItIsSentOnAnother() throws Exception {
    String messageId =
        smtp.sendAsync(RaBench.message(smtp, "x")).stage().toCompletableFuture().get().messageId();
    assertEquals(
        List.of("org.smtpra.submit", "org.smtpra.send"),
        heard.stream().map(Notification::getType).toList());
    assertEquals(messageId, heard.get(0).getUserData());
    assertEquals(Thread.currentThread(), threads.get(0));
    assertEquals(messageId, ((CompositeData) heard.get(1).getUserData()).get("messageId"));
    assertNotEquals(threads.get(0), threads.get(1));
  }

  @Test
  void failedMessageHasItsReasonAndItsHostsButNoRecipientAndNoText() throws Exception {
    server.always(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 not now, anna@example.org"));
    assertThrows(SmtpSendFailedException.class, this::send);
    CompositeData send = only();
    assertEquals("RETRYABLE_BEFORE_SEND", send.get("kind"));
    assertTrue(
        way(send).stream().anyMatch(step -> step.startsWith("OPEN_FAILED GREETING")),
        send::toString);
    assertFalse(send.toString().contains("anna"), send::toString);
  }

  @Test
  void messageOfALeaseHasNothingOfTheLeasesOwnOpening() throws Exception {
    try (SmtpConnection lease = smtp.getConnection()) {
      lease.send(RaBench.message(smtp, "x"));
    }
    assertEquals("STAGE MAIL_FROM", way(only()).get(0));
  }

  @Test
  void listenerThatThrowsBreaksNoSendAndHindersNoOther() throws Exception {
    NotificationListener broken =
        (notice, handback) -> {
          throw new IllegalStateException("no");
        };
    platform.removeNotificationListener(bean, witness);
    platform.addNotificationListener(bean, broken, null, null);
    platform.addNotificationListener(bean, witness, null, null);
    send();
    send();
    assertEquals(2, heard.size());
    assertEquals(2, server.received().size());
  }

  @Test
  void listenerThatLeftHearsNothing() throws Exception {
    platform.removeNotificationListener(bean, witness);
    send();
    assertEquals(List.of(), heard);
    assertThrows(
        ListenerNotFoundException.class, () -> platform.removeNotificationListener(bean, witness));
  }

  @Test
  void noticeTravelsToARemoteConsole() throws Exception {
    send();
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(heard.get(0));
    }
    assertFalse(only().getClass().getName().startsWith("org.smtpra"));
  }
}
