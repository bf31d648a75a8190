package org.smtpra.testkit;

import java.io.IOException;
import java.time.Duration;

/** What a {@link Fault} can do to the connection it was planted on. */
public interface FaultSite {

  /**
   * Names what a correct server would have answered here.
   *
   * @return the whole reply with its line ends, empty at stages that have none
   */
  String correctReply();

  /**
   * Adds octets to the current flush.
   *
   * @param octets one character for each octet
   */
  void write(String octets) throws IOException;

  /** Sends what was written so far. */
  void flush() throws IOException;

  /** Waits, unless the server is closed meanwhile. */
  void pause(Duration duration) throws IOException;

  /** Ends the connection as a correct server would: close_notify where there is TLS, then FIN. */
  void close() throws IOException;

  /** Ends the connection with FIN alone, which on TLS is a truncation. */
  void truncate() throws IOException;

  /** Ends the connection with RST. */
  void reset() throws IOException;

  /** Ends the server's half of the connection only. */
  void halfClose() throws IOException;

  /** Sends a TLS 1.3 key update, which asks for another one; nothing under other protocols. */
  void renewKeys() throws IOException;

  /** Goes on reading, and never answers, until the client leaves or the server is closed. */
  void readWithoutAnswer() throws IOException;

  /** Reads nothing more until the server is closed: the client's window fills up. */
  void waitWithoutReading() throws IOException;
}
