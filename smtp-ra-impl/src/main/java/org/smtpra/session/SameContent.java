package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Content that is produced anew each time, held to its first octets: a source that can be read only
 * once would give the later recipients another message. Not thread safe.
 */
final class SameContent extends WatchedContent {

  private boolean known;
  private long sum;
  private long length;

  SameContent(MessageContent content) {
    super(content);
  }

  /** Fails at the end of other octets: the last of them are still held back by the sink then. */
  @Override
  public void writeTo(OutputStream sink) throws IOException {
    Counted counted = new Counted(sink);
    content().writeTo(counted);
    long newSum = counted.getChecksum().getValue();
    if (known && (newSum != sum || counted.length != length)) {
      throw new IOException(
          "the message reads otherwise the second time: "
              + counted.length
              + " octets, not "
              + length
              + "; can one of its data sources be read only once?");
    }
    known = true;
    sum = newSum;
    length = counted.length;
  }

  private static final class Counted extends CheckedOutputStream {

    private long length;

    Counted(OutputStream sink) {
      super(sink, new CRC32C());
    }

    @Override
    public void write(int octet) throws IOException {
      super.write(octet);
      length++;
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
      super.write(octets, offset, count);
      length += count;
    }
  }
}
