package org.smtpra.bench.client;

/** A way to send mail. Many threads call {@link #send} at once. */
public interface Sender {
  /**
   * Builds and sends what one call of this sender sends, and returns when the server has answered.
   *
   * @return how many messages that were
   * @throws Exception when a message was not taken
   */
  int send() throws Exception;

  /** Closes what is open. No call of {@link #send} is under way, and none follows. */
  void stop() throws Exception;
}
