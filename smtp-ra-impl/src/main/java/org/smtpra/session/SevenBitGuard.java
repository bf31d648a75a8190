package org.smtpra.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Stops octets over 127 on their way to a server that does not offer 8BITMIME. */
final class SevenBitGuard extends FilterOutputStream {

  private boolean stopped;

  SevenBitGuard(OutputStream sink) {
    super(sink);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    failIfStopped();
    for (int i = offset; i < offset + length; i++) {
      if (octets[i] < 0) {
        stopped = true;
        failIfStopped();
      }
    }
    out.write(octets, offset, length);
  }

  /** To be asked at the end too: content handlers have been seen to swallow exceptions. */
  void failIfStopped() throws IOException {
    if (stopped) {
      throw new EightBitNotOfferedException();
    }
  }
}
