package org.smtpra.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Octets to and from the peer, in clear text or under TLS. One thread at a time. */
interface Link {

  /** Reads at least one octet, or returns -1 at the end of the stream. */
  int read(ByteBuffer target, Deadline deadline) throws IOException;

  /** Reads what is there without waiting: 0 for nothing, -1 at the end of the stream. */
  int readNow(ByteBuffer target) throws IOException;

  /** Writes all of the source. */
  void write(ByteBuffer source, Deadline deadline) throws IOException;

  /**
   * Writes until all of the source is taken, or until the peer says something while it does not
   * take more: that is in {@code heard} then, and another call goes on with the rest.
   *
   * @return whether all is written
   * @throws java.io.EOFException if the peer will say nothing any more
   */
  boolean writeUntilHeard(ByteBuffer source, ByteBuffer heard, Deadline deadline)
      throws IOException;

  /** Writes what can be written without waiting; the rest is dropped. For a farewell only. */
  void writeNow(ByteBuffer source) throws IOException;

  /** Tells the peer, where it costs no wait, that nothing more will come. */
  void sayGoodbye();
}
