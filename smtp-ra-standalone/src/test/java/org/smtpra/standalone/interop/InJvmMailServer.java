package org.smtpra.standalone.interop;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.smtpra.testkit.server.DeliveredMail;
import org.smtpra.testkit.server.RealMailServer;

/** What the servers that are Java libraries have in common: they run here, and cannot be killed. */
abstract class InJvmMailServer implements RealMailServer {

  private static final Duration DELIVERY = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  final void note(String line) {
    log.add(line);
  }

  @Override
  public final String host() {
    return "127.0.0.1";
  }

  @Override
  public final String log() {
    return String.join("\n", log);
  }

  @Override
  public final List<DeliveredMail> awaitDelivered(int count) {
    long start = System.nanoTime();
    List<DeliveredMail> mails = delivered();
    while (mails.size() < count) {
      if (System.nanoTime() - start > DELIVERY.toNanos()) {
        throw new IllegalStateException(mails.size() + " mails instead of " + count + "; " + log());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      mails = delivered();
    }
    return mails;
  }

  /** Ends the connections; there is no process that could be killed. */
  @Override
  public final void killHard() {
    stop();
  }

  @Override
  public final void close() {
    stop();
  }
}
