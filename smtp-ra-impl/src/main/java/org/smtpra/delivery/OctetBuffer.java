package org.smtpra.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.smtpra.protocol.HeaderScan;

/**
 * Collects octets up to a limit; beyond it, it stops the writer, again and again, since some
 * encoders swallow exceptions. Not thread safe.
 */
final class OctetBuffer extends OutputStream {

  private final int limit;
  private final HeaderScan headers = new HeaderScan();
  private byte[] octets;
  private int length;
  private boolean overflowed;

  /** Holds the expected octets without growing. */
  OctetBuffer(int limit, int expected) {
    this.limit = limit;
    this.octets = new byte[Math.min(limit, expected)];
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    headers.read(source, offset, count);
    makeRoom(count);
    System.arraycopy(source, offset, octets, length, count);
    length += count;
  }

  private void makeRoom(int count) throws IOException {
    if (overflowed || count > limit - length) {
      overflowed = true;
      throw new IOException("more than " + limit + " octets");
    }
    if (count > octets.length - length) {
      octets = Arrays.copyOf(octets, Math.min(limit, Math.max(2 * octets.length, length + count)));
    }
  }

  /** Tells whether the limit is why writing stopped, whatever the writer made of the exception. */
  boolean hasOverflowed() {
    return overflowed;
  }

  /** Tells whether SMTPUTF8 is needed, as far as the limit let anything pass. */
  boolean hasRawHeaders() {
    return headers.hasRawOctets();
  }

  int length() {
    return length;
  }

  void writeTo(OutputStream sink) throws IOException {
    sink.write(octets, 0, length);
  }
}
