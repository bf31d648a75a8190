package org.smtpra.standalone;

/** A program that sends one large message; run in a process of its own with little memory. */
final class LargeMessageSender {

  private LargeMessageSender() {}

  /** Sends to a port with this {@code chunking} and this transfer encoding. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    try (SmtpPool pool = SmtpPool.open(PoolProperties.clearText(port, "chunking", arguments[1]))) {
      pool.factory().send(LargeMessage.fill(pool.factory().createMessage(), arguments[2]));
    }
  }
}
