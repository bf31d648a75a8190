package org.smtpra.bench.memory;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.sink.Sink;
import org.smtpra.standalone.SmtpPool;

/** A lease taken from the stand-alone pool and given back, with nothing sent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LeaseBenchmark {
  private @Nullable Sink sink;
  private @Nullable SmtpPool pool;

  /** Starts a server and a pool. */
  @Setup
  public void start() throws IOException {
    Sink started = new Sink(null);
    sink = started;
    pool =
        SmtpPool.open(
            Map.of(
                "host", Job.HOST, "port", Integer.toString(started.listen(0)), "security", "NONE"));
  }

  /** Stops them. */
  @TearDown
  public void stop() throws IOException {
    if (pool != null) {
      pool.close();
    }
    if (sink != null) {
      sink.close();
    }
  }

  /** One lease. */
  @Benchmark
  public String leaseAndReturn() throws SmtpSendFailedException {
    if (pool == null) {
      throw new IllegalStateException("not started");
    }
    try (SmtpConnection lease = pool.factory().getConnection()) {
      return lease.endpointKey();
    }
  }
}
