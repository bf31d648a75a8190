package org.smtpra.bench.memory;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.smtpra.message.OutgoingMessage;
import org.smtpra.protocol.ContentWriter;
import org.smtpra.protocol.DotStuffer;

/** Writing a message: ours and Jakarta Mail's, through our line ends and dots. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ContentBenchmark {
  private static final String LINE = "Dear customer, your goods are on their way to you now.\r\n";

  private final Session session = Session.getInstance(new Properties());

  /** Octets of the text. */
  @Param({"2048", "102400"})
  public int octets = 2048;

  private String text = "";

  /** Makes the text. */
  @Setup
  public void makeText() {
    text = LINE.repeat(octets / LINE.length());
  }

  /** As {@code createMessage} gives it out. */
  @Benchmark
  public long ours() throws MessagingException, IOException {
    return write(new OutgoingMessage(session));
  }

  /** As an application makes it. */
  @Benchmark
  public long jakartaMails() throws MessagingException, IOException {
    return write(new MimeMessage(session));
  }

  private long write(MimeMessage message) throws MessagingException, IOException {
    message.setText(text, "us-ascii");
    DotStuffer dots = new DotStuffer(OutputStream.nullOutputStream());
    ContentWriter writer = new ContentWriter(dots, true);
    message.writeTo(writer);
    writer.finish();
    dots.finish();
    return writer.octets();
  }
}
