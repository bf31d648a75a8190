package org.smtpra.bench.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.smtpra.bench.process.Console;
import org.smtpra.bench.process.Fields;

/**
 * What the process of one sender does. {@code open port=N} with a workload makes the sender; {@code
 * run millis=N} sends and answers what that took; {@code close} ends it.
 */
public final class ClientService {
  private final SenderFactory senders;
  private @Nullable Sender sender;
  private @Nullable Load load;

  /** For senders of this kind. */
  public ClientService(SenderFactory senders) {
    this.senders = senders;
  }

  /** Answers the lines on standard input. */
  public void serve() throws IOException {
    new Console().serve(this::answer);
  }

  private Fields answer(String line) throws Exception {
    Fields question = Fields.parse(line);
    if (line.startsWith("open")) {
      Workload workload = Workload.of(question);
      Sender opened = senders.open(new Job(question.count("port"), workload));
      sender = opened;
      load = new Load(opened, workload.callers());
      return new Fields(Map.of());
    }
    if (line.startsWith("run")) {
      return run(TimeUnit.MILLISECONDS.toNanos(question.number("millis")));
    }
    close();
    return new Fields(Map.of());
  }

  private Fields run(long nanos) throws Exception {
    if (load == null) {
      throw new IllegalStateException("run before open");
    }
    Costs before = Costs.now();
    List<Load.CallerLog> logs = load.run(nanos);
    Costs costs = Costs.now().since(before);
    long[] calls =
        logs.stream().flatMapToLong(log -> LongStream.of(log.nanos())).sorted().toArray();
    Map<String, String> answer = new LinkedHashMap<>();
    put(answer, "messages", logs.stream().mapToLong(Load.CallerLog::messages).sum());
    put(answer, "nanos", costs.nanos());
    put(answer, "cpuNanos", costs.cpuNanos());
    put(answer, "allocated", costs.allocatedOctets());
    put(answer, "collections", costs.collections());
    put(answer, "collectionMillis", costs.collectionMillis());
    put(answer, "p50Nanos", percentile(calls, 50));
    put(answer, "p99Nanos", percentile(calls, 99));
    return new Fields(answer);
  }

  private void close() throws Exception {
    if (load != null) {
      load.close();
      load = null;
    }
    if (sender != null) {
      sender.stop();
      sender = null;
    }
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1L) * percent / 100)];
  }

  private static void put(Map<String, String> answer, String name, long value) {
    answer.put(name, Long.toString(value));
  }
}
