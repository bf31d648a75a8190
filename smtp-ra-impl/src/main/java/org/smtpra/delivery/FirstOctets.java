package org.smtpra.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * How a large message began when it was first read. It is read anew each time it is sent, and must
 * begin in the same way: a data source that can be read only once would send what is left of it.
 */
final class FirstOctets {

  private final int length;
  private final long sum;

  FirstOctets(OctetBuffer read) throws IOException {
    CRC32C checksum = new CRC32C();
    read.writeTo(
        new OutputStream() {
          @Override
          public void write(int octet) {
            checksum.update(octet);
          }

          @Override
          public void write(byte[] octets, int offset, int count) {
            checksum.update(octets, offset, count);
          }
        });
    length = read.length();
    sum = checksum.getValue();
  }

  /** Passes octets on as long as they may be the same message. */
  Guard guard(OutputStream sink) {
    return new Guard(sink);
  }

  final class Guard extends OutputStream {

    private final OutputStream sink;
    private final CRC32C checksum = new CRC32C();
    private int left = length;

    private Guard(OutputStream sink) {
      this.sink = sink;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
      int checked = Math.min(left, count);
      checksum.update(octets, offset, checked);
      left -= checked;
      if (checked > 0 && left == 0 && checksum.getValue() != sum) {
        throw otherMessage();
      }
      sink.write(octets, offset, count);
    }

    /** The message has ended; the last of its octets must be held back until then. */
    void finish() throws IOException {
      if (left > 0) {
        throw otherMessage();
      }
    }

    private IOException otherMessage() {
      return new IOException(
          "the message reads otherwise the second time; can one of its data sources be read only"
              + " once?");
    }
  }
}
