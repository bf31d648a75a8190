package org.smtpra.standalone.interop;

import java.util.HashMap;
import java.util.Map;
import org.smtpra.standalone.SmtpPool;

/**
 * A program that sends one message; run in a process of its own, whose environment has a ticket.
 */
final class TicketCacheSender {

  private TicketCacheSender() {}

  /** Each argument is a property and its value, with {@code =} between them. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> properties = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      properties.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    try (SmtpPool pool = SmtpPool.open(properties)) {
      pool.factory().send(Mails.text(pool.factory(), "from the cache"));
    }
  }
}
