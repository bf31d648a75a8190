package org.smtpra.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the server knows of all its sessions; every change wakes those who wait for one. */
final class SessionLedger {
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<ServerSession> sessions = new ArrayList<>();
  private final List<ReceivedMessage> received = new ArrayList<>();
  private final List<ReceivedMessage> held = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private int maxOpen;

  SessionLedger(Duration patience) {
    this.patience = patience;
  }

  ServerSession open() {
    return change(
        () -> {
          ServerSession session = new ServerSession(this, sessions.size() + 1);
          sessions.add(session);
          maxOpen = Math.max(maxOpen, openNow());
          return session;
        });
  }

  void add(ReceivedMessage message) {
    change(() -> received.add(message));
  }

  void hold(ReceivedMessage message) {
    change(() -> held.add(message));
  }

  List<ReceivedMessage> held() {
    return read(() -> List.copyOf(held));
  }

  List<ReceivedMessage> received() {
    return read(() -> List.copyOf(received));
  }

  void violation(String text) {
    change(() -> violations.add(text));
  }

  List<String> violations() {
    return read(() -> List.copyOf(violations));
  }

  List<SessionRecord> records() {
    return read(() -> sessions.stream().map(ServerSession::snapshot).toList());
  }

  int accepted() {
    return read(sessions::size);
  }

  int openNow() {
    return read(() -> (int) sessions.stream().filter(ServerSession::isOpen).count());
  }

  int maxOpen() {
    return read(() -> maxOpen);
  }

  /** Runs a change under the lock; waiters look again afterwards. */
  <T> T change(Supplier<T> change) {
    return read(
        () -> {
          T result = change.get();
          changed.signalAll();
          return result;
        });
  }

  /** Looks under the lock. */
  <T> T read(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the condition holds, or fails with everything that was said so far. */
  void await(String expectation, BooleanSupplier condition) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("Waited " + patience + " for " + expectation + transcript());
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + expectation + transcript(), e);
    } finally {
      lock.unlock();
    }
  }

  private String transcript() {
    return records().stream()
        .map(r -> "\nsession " + r.number() + (r.open() ? " (open)" : " (closed)") + lines(r))
        .collect(Collectors.joining("", "; " + accepted() + " session(s) so far", ""));
  }

  private static String lines(SessionRecord session) {
    return session.transcript().stream().map(line -> "\n  " + line).collect(Collectors.joining());
  }
}
