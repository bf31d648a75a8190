package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

class ConnectionFactoryTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final HonestConnectionManager pool = new HonestConnectionManager(1);
  private final SmtpManagedConnectionFactory managed = RaBench.factory(server);

  @AfterEach
  void stopServer() {
    Thread.interrupted();
    server.close();
  }

  private SmtpSendFailedException failureOfASend(SmtpConnectionFactory smtp) {
    return assertThrows(SmtpSendFailedException.class, () -> smtp.send(RaBench.message(smtp, "x")));
  }

  @Test
  void sessionIsOpenedAfterTheContainerHasLetGo() throws Exception {
    int[] openedInside = new int[1];
    ConnectionManager watching =
        (factory, request) -> {
          Object handle = pool.allocateConnection(factory, request);
          openedInside[0] = server.sessionsAccepted();
          return handle;
        };
    SmtpConnectionFactory smtp = managed.createConnectionFactory(watching);
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(0, openedInside[0]);
      assertEquals(1, server.sessionsAccepted());
      assertEquals(server.endpointKey(), lease.endpointKey());
    }
    assertFalse(managed.marker().isOurs());
  }

  @Test
  void connectFailureReachesTheCallerAsOursAndGivesTheLeaseBack() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    server.stop();
    SmtpSendFailedException failure = failureOfASend(smtp);
    assertEquals(SmtpSendStage.CONNECT, failure.classification().stage());
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
    assertTrue(failure.messageId().startsWith("<"), failure::messageId);
    assertThrows(SmtpSendFailedException.class, smtp::getConnection);
    assertEquals(2, pool.closed.size());
    assertEquals(1, pool.idle.size());
  }

  @Test
  void brokenMessageCostsNobodyALease() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> smtp.send(smtp.createMessage()));
    assertEquals(SmtpFailureReason.MESSAGE_INVALID, failure.classification().reason());
    assertEquals(0, failure.attempts());
    assertEquals(0, smtp.status().leasesTaken());
  }

  @Test
  void exhaustedPoolNamesTheHolderAndTheMessageMayBeSentAgain() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    try (SmtpConnection lease = smtp.getConnection()) {
      assertEquals(server.endpointKey(), lease.endpointKey());
      SmtpSendFailedException failure = failureOfASend(smtp);
      assertEquals(SmtpFailureKind.POOL_EXHAUSTED, failure.classification().kind());
      assertTrue(
          failure.getMessage().contains(Thread.currentThread().getName()), failure::getMessage);
      assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
      assertEquals(0, failure.attempts());
      assertInstanceOf(IOException.class, failure.getCause());
    }
  }

  @Test
  void interruptWhileTheServerIsAskedIsCancelled() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    server.on(Stage.GREETING, new Fault.Stall());
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              server.awaitSessions(1);
              caller.interrupt();
            });
    interrupter.start();
    SmtpSendFailedException failure = failureOfASend(smtp);
    assertTrue(Thread.interrupted());
    interrupter.join();
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertEquals(List.of("anna@example.org"), failure.recipientsToSendAgain());
  }

  @Test
  void leaseHeldForTooLongIsLoggedOnceWithTheStackThatTookIt() throws Exception {
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Handler handler = new Recorder(records);
    Logger logger = Logger.getLogger("org.smtpra");
    logger.addHandler(handler);
    try {
      SmtpManagedConnectionFactory watching =
          RaBench.factory(server, "leakDetectionThreshold", "1ms");
      HonestConnectionManager two = new HonestConnectionManager(2);
      SmtpConnectionFactory smtp = watching.createConnectionFactory(two);
      SmtpConnection forgotten = smtp.getConnection();
      long taken = System.nanoTime();
      while (System.nanoTime() - taken < 2_000_000) {
        Thread.onSpinWait();
      }
      smtp.send(RaBench.message(smtp, "x"));
      smtp.send(RaBench.message(smtp, "y"));
      List<LogRecord> leaks =
          records.stream().filter(logged -> logged.getThrown() != null).toList();
      assertEquals(1, leaks.size());
      assertTrue(leaks.get(0).getMessage().contains(Thread.currentThread().getName()));
      assertTrue(
          Arrays.stream(leaks.get(0).getThrown().getStackTrace())
              .anyMatch(frame -> frame.getMethodName().startsWith("leaseHeldForTooLong")));
      forgotten.close();
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void serializedFactoryComesBackAsTheOneThatIsBound() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    BoundFactory.bound = smtp;
    ((Referenceable) smtp)
        .setReference(
            new Reference(
                SmtpConnectionFactory.class.getName(), BoundFactory.class.getName(), null));
    assertSame(smtp, copy(smtp));
  }

  @Test
  void serializedFactoryThatWasNeverBoundSaysSo() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    assertThrows(NamingException.class, ((Referenceable) smtp)::getReference);
    InvalidObjectException failure = assertThrows(InvalidObjectException.class, () -> copy(smtp));
    assertTrue(failure.getMessage().contains("not bound in JNDI"), failure::getMessage);
  }

  private static Object copy(Object original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(original);
    }
    return new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray())).readObject();
  }

  @Test
  void manyFactoriesHaveNoSideEffects() throws ResourceException {
    for (int i = 0; i < 10; i++) {
      managed.createConnectionFactory(pool);
    }
    assertEquals(0, server.sessionsAccepted());
  }

  /** What a server's naming service calls. */
  public static final class BoundFactory implements ObjectFactory {

    private static SmtpConnectionFactory bound;

    @Override
    public Object getObjectInstance(
        Object reference, Name name, Context context, Hashtable<?, ?> environment) {
      return bound;
    }
  }

  private static final class Recorder extends Handler {

    private final List<LogRecord> records;

    Recorder(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
