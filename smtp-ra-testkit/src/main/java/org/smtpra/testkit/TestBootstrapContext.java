package org.smtpra.testkit;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.WorkContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What an application server hands to a resource adapter, with real threads behind it. Tests ask it
 * afterwards what the adapter has left running. Thread safe.
 */
public final class TestBootstrapContext implements BootstrapContext, AutoCloseable {
  private final TestWorkManager workManager = new TestWorkManager();
  private final List<CountedTimer> timers = new CopyOnWriteArrayList<>();

  @Override
  public TestWorkManager getWorkManager() {
    return workManager;
  }

  @Override
  public Timer createTimer() {
    CountedTimer timer = new CountedTimer();
    timers.add(timer);
    return timer;
  }

  /** There is no transaction service here, as in a server without one. */
  @Override
  public XATerminator getXATerminator() {
    throw new UnsupportedOperationException("The fake server imports no transactions");
  }

  /** There is no transaction service here, as in a server without one. */
  @Override
  public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
    throw new UnsupportedOperationException("The fake server has no transactions");
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> type) {
    return false;
  }

  /** How many timers were created since the start. */
  public int timersCreated() {
    return timers.size();
  }

  /** How many timers were created and not cancelled. */
  public int liveTimers() {
    return (int) timers.stream().filter(timer -> !timer.isCancelled()).count();
  }

  /** The context class loaders that the threads of timers were made with. */
  public Set<ClassLoader> loadersOfTimers() {
    return timers.stream().map(timer -> timer.loader).collect(Collectors.toSet());
  }

  /** Ends what is left as a server's shutdown would: cancels timers, releases and awaits work. */
  @Override
  public void close() {
    timers.forEach(Timer::cancel);
    workManager.close();
  }

  private static final class CountedTimer extends Timer {
    /** A thread takes over the context class loader of the one that makes it. */
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    private volatile boolean cancelled;

    CountedTimer() {
      super("test-timer", true);
    }

    @Override
    public void cancel() {
      cancelled = true;
      super.cancel();
    }

    boolean isCancelled() {
      return cancelled;
    }
  }
}
