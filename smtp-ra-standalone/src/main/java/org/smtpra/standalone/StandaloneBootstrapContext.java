package org.smtpra.standalone;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.WorkContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an application server would hand to the adapter: timers and a work manager, on daemon
 * threads that end with the pool. Thread safe.
 */
final class StandaloneBootstrapContext implements BootstrapContext, AutoCloseable {

  private final StandaloneWorkManager workManager = new StandaloneWorkManager();
  private final List<Timer> timers = new CopyOnWriteArrayList<>();

  @Override
  public StandaloneWorkManager getWorkManager() {
    return workManager;
  }

  @Override
  public Timer createTimer() {
    Timer timer = new Timer("smtp-ra-timer", true);
    timers.add(timer);
    return timer;
  }

  @Override
  public XATerminator getXATerminator() {
    throw new UnsupportedOperationException("no transactions outside an application server");
  }

  @Override
  public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
    throw new UnsupportedOperationException("no transactions outside an application server");
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> type) {
    return false;
  }

  @Override
  public void close() {
    timers.forEach(Timer::cancel);
    workManager.close();
  }
}
