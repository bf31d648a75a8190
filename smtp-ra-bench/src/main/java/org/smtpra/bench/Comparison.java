package org.smtpra.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.node.NodeSender;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.process.ChildProcess;
import org.smtpra.bench.process.Fields;
import org.smtpra.bench.report.Measurement;
import org.smtpra.bench.report.Results;

/**
 * The senders in turns, round by round, so that a noisy minute of the machine meets all of them. A
 * sender that fails, or does not answer, has no figure and a new process in its next turn; one that
 * did not answer is asked once more before.
 */
final class Comparison implements AutoCloseable {
  private final Plan plan;
  private final BenchOptions options;
  private final Progress progress;
  private final SinkProcess sink;
  private final SenderProcesses senders;

  /**
   * Starts the sink.
   *
   * @param node where nodemailer is, if the plan has it
   */
  Comparison(Plan plan, Optional<NodeSender> node, Progress progress) throws IOException {
    this.plan = plan;
    this.options = plan.options();
    this.progress = progress;
    this.sink = new SinkProcess(options.directory());
    this.senders = new SenderProcesses(options, sink, node);
  }

  /** Runs all rounds of a workload. */
  void run(Workload workload, Results results) throws IOException {
    int port = sink.listen(workload);
    for (int round = 1; round <= options.rounds(); round++) {
      for (Peer peer : plan.peers(workload)) {
        turn(peer, workload, port, results);
      }
    }
  }

  @Override
  public void close() throws IOException {
    senders.close();
    sink.close();
  }

  private void turn(Peer peer, Workload workload, int port, Results results) {
    try {
      Measurement measured = patiently(peer, workload, port);
      results.add(workload, peer, measured);
      progress.measured(peer, measured);
    } catch (IOException | IllegalStateException e) {
      senders.drop(peer);
      results.fail(workload, peer, String.valueOf(e.getMessage()));
      progress.failed(peer, String.valueOf(e.getMessage()));
    }
  }

  private Measurement patiently(Peer peer, Workload workload, int port) throws IOException {
    try {
      return measure(peer, workload, port);
    } catch (ChildProcess.UnansweredException e) {
      senders.drop(peer);
      progress.repeated(peer, String.valueOf(e.getMessage()));
      return measure(peer, workload, port);
    }
  }

  private Measurement measure(Peer peer, Workload workload, int port) throws IOException {
    SenderProcess sender = senders.warm(peer);
    boolean fresh = sender.open(workload, port);
    sender.run(Duration.ofMillis(fresh ? options.freshMillis() : options.settleMillis()));
    Fields before = sink.counts(workload);
    Fields told = sender.run(Duration.ofMillis(options.millis(workload)));
    Measurement measured = Measurement.of(told, before, sink.counts(workload));
    sender.stop();
    return measured;
  }
}
