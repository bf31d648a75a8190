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

  /** Writes what can be written without waiting; the rest is dropped. For a farewell only. */
  void writeNow(ByteBuffer source) throws IOException;

  /** Tells the peer, where it costs no wait, that nothing more will come. */
  void sayGoodbye();
}
