package org.smtpra.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.node.NodeSender;
import org.smtpra.bench.peer.Peer;
import org.smtpra.bench.peer.PeerMain;
import org.smtpra.bench.process.ChildProcess;
import org.smtpra.bench.process.JavaCommand;

/**
 * A process for each sender, started when it is first wanted. Before its first measurement it sends
 * for a while, so that what is measured has been compiled: the JIT compiler needs about forty
 * seconds for it. For one thread.
 */
final class SenderProcesses implements AutoCloseable {
  /** All processes live to the end of a run: eighteen of them must fit into memory. */
  static final String HEAP = "512m";

  private final Map<Peer, SenderProcess> running = new EnumMap<>(Peer.class);
  private final BenchOptions options;
  private final SinkProcess sink;
  private final Optional<NodeSender> node;

  SenderProcesses(BenchOptions options, SinkProcess sink, Optional<NodeSender> node) {
    this.options = options;
    this.sink = sink;
    this.node = node;
  }

  /** The process of a sender, warm. */
  SenderProcess warm(Peer peer) throws IOException {
    SenderProcess known = running.get(peer);
    if (known != null) {
      return known;
    }
    SenderProcess started =
        new SenderProcess(new ChildProcess(peer.label(), command(peer), log(peer)));
    running.put(peer, started);
    Workload workload = peer.warmUp();
    started.open(workload, sink.listen(workload));
    started.run(Duration.ofSeconds(options.warmUpSeconds()));
    started.stop();
    return started;
  }

  /** Ends the process of a sender. */
  void drop(Peer peer) {
    SenderProcess known = running.remove(peer);
    if (known != null) {
      known.close();
    }
  }

  @Override
  public void close() {
    running.values().forEach(SenderProcess::close);
  }

  private List<String> command(Peer peer) {
    if (peer == Peer.NODEMAILER) {
      return node.orElseThrow().command(sink.certificates().authorityPem());
    }
    List<String> command = JavaCommand.withHeap(HEAP);
    command.add("-Djavax.net.ssl.trustStore=" + sink.certificates().trustStore());
    command.add("-Djavax.net.ssl.trustStorePassword=" + sink.certificates().password());
    command.addAll(peer.options());
    command.add(PeerMain.class.getName());
    command.add(peer.name());
    return command;
  }

  private Path log(Peer peer) {
    return options.directory().resolve(peer.label() + ".log");
  }
}
