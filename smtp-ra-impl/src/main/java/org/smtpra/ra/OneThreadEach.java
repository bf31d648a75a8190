package org.smtpra.ra;

import java.util.concurrent.Executor;

/**
 * A thread of its own for each task, which ends with it: for name look-ups outside an application
 * server, before the server has started the adapter, and when its workers are all busy.
 *
 * @param threadName what the threads are called
 */
record OneThreadEach(String threadName) implements Executor {

  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task, threadName);
    thread.setDaemon(true);
    thread.start();
  }
}
