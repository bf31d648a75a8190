package org.smtpra.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.peer.PeerMain;
import org.smtpra.bench.process.ChildProcess;
import org.smtpra.bench.process.Fields;
import org.smtpra.bench.report.Measurement;
import org.smtpra.bench.report.Results;
import org.smtpra.bench.sink.SinkMain;
import org.smtpra.testkit.TestCertificates;

/**
 * The processes of a run: the sink, and each sender in a JVM of its own. They take turns, round by
 * round, so that a noisy minute of the machine meets all of them.
 */
final class Comparison implements AutoCloseable {
  private final Map<Peer, ChildProcess> senders = new LinkedHashMap<>();
  private final BenchOptions options;
  private final TestCertificates certificates;
  private final ChildProcess sink;

  Comparison(BenchOptions options) throws IOException {
    this.options = options;
    this.certificates = TestCertificates.forNames("dns:localhost", "ip:127.0.0.1");
    List<String> command = java("512m");
    command.add(SinkMain.class.getName());
    command.add(certificates.serverKeyStore().toString());
    command.add(certificates.password());
    this.sink = new ChildProcess("sink", command, log("sink"));
  }

  /** Runs all rounds of a workload. */
  void run(Workload workload, Results results, Progress progress) throws IOException {
    String tls = " tls=" + workload.tls();
    int port = sink.ask("listen rtt=" + workload.rttMillis() + tls).count("port");
    for (int round = 1; round <= options.rounds(); round++) {
      for (Peer peer : options.peers()) {
        try {
          Measurement measured = measure(peer, workload, port);
          results.add(workload, peer, measured);
          progress.measured(peer, measured);
        } catch (IOException | IllegalStateException e) {
          results.fail(workload, peer, String.valueOf(e.getMessage()));
          progress.failed(peer, String.valueOf(e.getMessage()));
          drop(peer);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    senders.values().forEach(ChildProcess::close);
    sink.close();
    certificates.close();
  }

  private Measurement measure(Peer peer, Workload workload, int port) throws IOException {
    ChildProcess sender = sender(peer);
    sender.ask("open port=" + port + " " + new Fields(workload.fields()).line());
    try {
      sender.ask("run millis=" + options.warmUpMillis());
      Fields before = counts(workload);
      Fields told = sender.ask("run millis=" + options.millis());
      return Measurement.of(told, before, counts(workload));
    } finally {
      sender.ask("close");
    }
  }

  private Fields counts(Workload workload) throws IOException {
    return sink.ask("counts tls=" + workload.tls());
  }

  private ChildProcess sender(Peer peer) throws IOException {
    ChildProcess running = senders.get(peer);
    if (running != null) {
      return running;
    }
    List<String> command = java("1g");
    command.add("-Djavax.net.ssl.trustStore=" + certificates.trustStore());
    command.add("-Djavax.net.ssl.trustStorePassword=" + certificates.password());
    command.addAll(peer.options());
    command.add(PeerMain.class.getName());
    command.add(peer.name());
    ChildProcess started = new ChildProcess(peer.label(), command, log(peer.label()));
    senders.put(peer, started);
    return started;
  }

  private void drop(Peer peer) {
    ChildProcess running = senders.remove(peer);
    if (running != null) {
      running.close();
    }
  }

  private Path log(String name) {
    return options.directory().resolve(name + ".log");
  }

  private static List<String> java(String heap) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms" + heap,
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path")));
  }
}
