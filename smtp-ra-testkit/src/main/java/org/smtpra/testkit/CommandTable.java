package org.smtpra.testkit;

import java.util.Map;

/** Verb to handler: a new command is a new line here. */
final class CommandTable {

  private CommandTable() {}

  static Map<String, CommandHandler> standard() {
    return Map.ofEntries(
        Map.entry("EHLO", new EhloCommand()),
        Map.entry("HELO", SessionCommands::helo),
        Map.entry("STARTTLS", SessionCommands::startTls),
        Map.entry("AUTH", new AuthCommand()),
        Map.entry("MAIL", TransactionCommands::mail),
        Map.entry("RCPT", TransactionCommands::rcpt),
        Map.entry("DATA", new DataCommand()),
        Map.entry("BDAT", new BdatCommand()),
        Map.entry("RSET", SessionCommands::rset),
        Map.entry("NOOP", SessionCommands::noop),
        Map.entry("VRFY", SessionCommands::vrfy),
        Map.entry("QUIT", SessionCommands::quit));
  }
}
