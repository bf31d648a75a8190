package org.smtpra.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.process.ChildProcess;
import org.smtpra.bench.process.Fields;

/** The process of one sender. For one thread. */
final class SenderProcess implements AutoCloseable {
  /**
   * How much longer than was asked for an answer may take: for the slowest sender, the call under
   * way when the time is over has many others before it.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Set<Workload> known = new HashSet<>();
  private final ChildProcess process;

  SenderProcess(ChildProcess process) {
    this.process = process;
  }

  /**
   * Makes it ready for a workload, on this port.
   *
   * @return whether it has never sent messages of this size, plain or over TLS as here
   */
  boolean open(Workload workload, int port) throws IOException {
    process.ask("open port=" + port + " " + new Fields(workload.fields()).line(), PATIENCE);
    return known.add(workload.path());
  }

  /** Lets it send, and returns what that took. */
  Fields run(Duration time) throws IOException {
    return process.ask("run millis=" + time.toMillis(), time.plus(PATIENCE));
  }

  /** Ends what {@link #open} has begun. */
  void stop() throws IOException {
    process.ask("close", PATIENCE);
  }

  @Override
  public void close() {
    process.close();
  }
}
