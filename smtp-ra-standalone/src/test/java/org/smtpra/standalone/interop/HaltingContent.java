package org.smtpra.standalone.interop;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/** A text too long to be kept in memory, whose end is not there before the proxy has killed. */
final class HaltingContent implements DataSource {

  static final String MIDDLE = "the middle of the content";

  private static final int LINES_BEFORE = 6_000;
  private static final int LINES_BEHIND = 2_000;

  private final KillingProxy proxy;

  HaltingContent(KillingProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public InputStream getInputStream() {
    String line = "x".repeat(70) + "\r\n";
    String begin = line.repeat(LINES_BEFORE) + MIDDLE + "\r\n" + line.repeat(LINES_BEHIND);
    return new SequenceInputStream(octets(begin), new Halting(octets(line.repeat(LINES_BEHIND))));
  }

  private static InputStream octets(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("only to be read");
  }

  @Override
  public String getContentType() {
    return "text/plain; charset=us-ascii";
  }

  @Override
  public String getName() {
    return "";
  }

  private final class Halting extends FilterInputStream {

    Halting(InputStream rest) {
      super(rest);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        if (!proxy.awaitKilled()) {
          throw new IOException("the server lives");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException().initCause(e);
      }
      return super.read(target, offset, length);
    }
  }
}
