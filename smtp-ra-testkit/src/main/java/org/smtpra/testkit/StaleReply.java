package org.smtpra.testkit;

/** What servers say to the MAIL of a session that they hold for over, although it is still open. */
public enum StaleReply {
  /** The server shuts down, or the session was idle too long. */
  CLOSING("421 4.4.2 Idle for too long"),
  /** The server has forgotten EHLO. */
  BAD_SEQUENCE("503 5.5.1 Say EHLO first"),
  /** The server has forgotten AUTH. */
  AUTHENTICATION_FORGOTTEN("530 5.7.0 Authentication required"),
  /** The limit of messages in a session is reached. */
  SESSION_LIMIT("452 4.5.3 Too many messages in this session"),
  /** The enhanced code x.4.2, bad connection, with another code. */
  BAD_CONNECTION("450 4.4.2 Bad connection"),
  /** A relay behind the server has given up. */
  WAITED_TOO_LONG("451 Timeout waiting for data from client");

  private final String line;

  StaleReply(String line) {
    this.line = line;
  }

  /**
   * Says it.
   *
   * @return the reply without line end
   */
  public String line() {
    return line;
  }

  /**
   * Plants it.
   *
   * @return a fault for {@link Stage#MAIL}
   */
  public Fault fault() {
    return this == CLOSING ? new Fault.ReplyThenClose(line) : new Fault.Reply(line);
  }
}
