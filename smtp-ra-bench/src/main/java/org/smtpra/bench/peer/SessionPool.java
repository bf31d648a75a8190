package org.smtpra.bench.peer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.smtpra.bench.client.Sender;

/**
 * The simplest pool there is, for senders that have none: connections made at once, handed out in
 * turn. Thread safe.
 *
 * @param <C> a connection
 */
abstract class SessionPool<C> implements Sender {
  private final BlockingQueue<C> idle;

  SessionPool(int sessions) {
    this.idle = new ArrayBlockingQueue<>(sessions, true);
  }

  /** Connects this many times. */
  final void fill() throws Exception {
    while (idle.remainingCapacity() > 0) {
      idle.add(connect());
    }
  }

  @Override
  public final int send() throws Exception {
    C connection = idle.take();
    try {
      return send(connection);
    } finally {
      idle.add(connection);
    }
  }

  @Override
  public void stop() throws Exception {
    for (C connection : idle) {
      disconnect(connection);
    }
  }

  abstract C connect() throws Exception;

  abstract int send(C connection) throws Exception;

  abstract void disconnect(C connection) throws Exception;
}
