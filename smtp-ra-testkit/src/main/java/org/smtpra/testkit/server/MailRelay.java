package org.smtpra.testkit.server;

import java.util.List;
import java.util.function.Supplier;

/**
 * The server that a submission service hands its mail to, in plain text.
 *
 * @param host its address
 * @param port its port
 * @param delivered what it has stored, oldest first
 */
public record MailRelay(String host, int port, Supplier<List<DeliveredMail>> delivered) {

  /**
   * Hands on to one of our servers, which takes mail for {@code example.test} without
   * authentication.
   */
  public static MailRelay to(RealMailServer server) {
    return new MailRelay(server.host(), server.port(), server::delivered);
  }

  /** Hands on to a server that the test looks into itself. */
  public static MailRelay to(String host, int port) {
    return new MailRelay(host, port, List::of);
  }
}
