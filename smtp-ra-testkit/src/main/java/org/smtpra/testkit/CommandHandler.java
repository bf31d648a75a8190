package org.smtpra.testkit;

import java.io.IOException;

/** What the server does on one verb. */
@FunctionalInterface
interface CommandHandler {

  void handle(Command command, Conversation conversation) throws IOException;
}
