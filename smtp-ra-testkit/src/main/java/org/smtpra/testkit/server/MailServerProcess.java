package org.smtpra.testkit.server;

/** A mail server with processes of its own, which can be stopped where they are. */
public interface MailServerProcess extends RealMailServer {

  /**
   * Stops all its processes where they are (SIGSTOP): connections stay, nothing is answered. {@link
   * #thaw()} must follow.
   */
  void freeze();

  /** Lets frozen processes go on. */
  void thaw();
}
