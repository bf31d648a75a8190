package org.smtpra.testkit.chaos.front;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections through all fronts of one loop, counted as the servers' side sees them: open from
 * the moment they are accepted to the moment their client's end has arrived. Thread safe.
 */
public final class ConnectionLedger {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<FrontConnection> ended = new ArrayList<>();
  private final List<Integer> openWhenOneMore = new ArrayList<>();
  private int open;

  /** One whose client has left already is no more than one that has ended. */
  void opened(boolean withClient) {
    lock.lock();
    try {
      openWhenOneMore.add(withClient ? open + 1 : open);
      open++;
    } finally {
      lock.unlock();
    }
  }

  void ended(FrontConnection connection) {
    lock.lock();
    try {
      open--;
      ended.add(connection);
    } finally {
      lock.unlock();
    }
  }

  /** How many were open at once, at most. */
  public int mostOpen() {
    return openings().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** How many are open now. */
  public int openNow() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /**
   * At each opening that found its client there, in order: how many were then open, the new one
   * included.
   */
  public List<Integer> openings() {
    lock.lock();
    try {
      return List.copyOf(openWhenOneMore);
    } finally {
      lock.unlock();
    }
  }

  /** The connections that have ended, in the order of their ends. */
  public List<FrontConnection> ended() {
    lock.lock();
    try {
      return List.copyOf(ended);
    } finally {
      lock.unlock();
    }
  }
}
