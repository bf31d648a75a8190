package org.smtpra.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.process.ChildProcess;
import org.smtpra.bench.process.Fields;
import org.smtpra.bench.process.JavaCommand;
import org.smtpra.bench.sink.SinkMain;
import org.smtpra.testkit.TestCertificates;

/** The process of the sink, with its certificates. For one thread. */
final class SinkProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestCertificates certificates;
  private final ChildProcess process;

  /** Logs to this directory. */
  SinkProcess(Path directory) throws IOException {
    this.certificates = TestCertificates.forNames("dns:localhost", "ip:127.0.0.1");
    List<String> command = JavaCommand.withHeap("512m");
    command.add(SinkMain.class.getName());
    command.add(certificates.serverKeyStore().toString());
    command.add(certificates.password());
    this.process = new ChildProcess("sink", command, directory.resolve("sink.log"));
  }

  /** What a client needs to trust it. */
  TestCertificates certificates() {
    return certificates;
  }

  /** Listens on one more port, for this workload. */
  int listen(Workload workload) throws IOException {
    return process
        .ask("listen rtt=" + workload.rttMillis() + " tls=" + workload.tls(), PATIENCE)
        .count("port");
  }

  /** What it has counted up to now. */
  Fields counts(Workload workload) throws IOException {
    return process.ask("counts tls=" + workload.tls(), PATIENCE);
  }

  @Override
  public void close() throws IOException {
    process.close();
    certificates.close();
  }
}
