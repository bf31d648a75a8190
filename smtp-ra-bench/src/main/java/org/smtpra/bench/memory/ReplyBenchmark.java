package org.smtpra.bench.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.smtpra.SmtpReply;
import org.smtpra.protocol.MalformedReplyException;
import org.smtpra.protocol.ReplyParser;

/** Reading a reply of one line. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplyBenchmark {
  private final ReplyParser parser = new ReplyParser();
  private final ByteBuffer reply =
      ByteBuffer.wrap("250 2.0.0 Ok: queued as 4ZxY\r\n".getBytes(StandardCharsets.US_ASCII));

  /** One line. */
  @Benchmark
  public @Nullable SmtpReply oneLine() throws MalformedReplyException {
    return parser.parse(reply.rewind());
  }
}
