package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.resource.ResourceException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A thread of the container's own, with the class loader of an application that is gone. */
class ContainersThreadTest {

  private static final Logger LOGGER = Logger.getLogger("org.smtpra");

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final SmtpManagedConnectionFactory factory =
      RaBench.factory(server, "reconnectCooldown", "1m");
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final URLClassLoader gone = new URLClassLoader(new URL[0], null);
  private final LoaderRecorder recorder = new LoaderRecorder();

  @BeforeEach
  void beOnTheContainersThread() throws ResourceException {
    factory.state();
    Thread.currentThread().setContextClassLoader(gone);
    LOGGER.addHandler(recorder);
  }

  @AfterEach
  void stop() throws Exception {
    LOGGER.removeHandler(recorder);
    Thread.currentThread().setContextClassLoader(before);
    gone.close();
    server.close();
  }

  @Test
  void poolIsFilledUnderOurOwnClassLoaderWhetherThatFailsOrNot() throws Exception {
    factory.createManagedConnection(null, null).destroy();
    assertSame(gone, Thread.currentThread().getContextClassLoader());
    server.refuseConnections();
    assertThrows(ResourceException.class, () -> factory.createManagedConnection(null, null));
    assertSame(gone, Thread.currentThread().getContextClassLoader());
    assertEquals(Set.of(factory.getClass().getClassLoader()), recorder.seen());
  }

  @Test
  void entriesAreValidatedUnderOurOwnClassLoader() throws Exception {
    SmtpManagedConnection entry = factory.emptyConnection();
    server.refuseConnections();
    assertEquals(Set.of(entry), factory.getInvalidConnections(Set.of(entry)));
    assertSame(gone, Thread.currentThread().getContextClassLoader());
    assertEquals(Set.of(factory.getClass().getClassLoader()), recorder.seen());
  }

  /** Whatever is logged is logged under the loader of the moment. */
  private static final class LoaderRecorder extends Handler {

    private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();

    Set<ClassLoader> seen() {
      return new HashSet<>(loaders);
    }

    @Override
    public void publish(LogRecord logged) {
      loaders.add(Thread.currentThread().getContextClassLoader());
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
