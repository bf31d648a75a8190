package org.smtpra.transport;

/**
 * What an HTTP server has answered.
 *
 * @param status such as 200
 * @param contentType an empty text for none
 * @param body as text
 * @param dateMillis the server's clock; zero where it does not tell
 */
public record HttpAnswer(int status, String contentType, String body, long dateMillis) {

  /** Without the body, which may hold a token. */
  @Override
  public String toString() {
    return "HttpAnswer[status=" + status + ", contentType=" + contentType + "]";
  }
}
