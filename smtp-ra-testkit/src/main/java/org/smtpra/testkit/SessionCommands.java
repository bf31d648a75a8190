package org.smtpra.testkit;

import java.io.IOException;
import java.util.Optional;

/** The commands that carry no mail. */
final class SessionCommands {

  private SessionCommands() {}

  static void helo(Command command, Conversation conversation) throws IOException {
    conversation.answer(
        Stage.HELO,
        "250 " + ServerSettings.HOST_NAME,
        () -> {
          conversation.session().introduced(command.argument());
          conversation.transaction(Optional.empty());
        });
  }

  static void startTls(Command command, Conversation conversation) throws IOException {
    if (conversation.settings().tls().isEmpty() || !command.argument().isEmpty()) {
      conversation.answer(Stage.STARTTLS, "502 5.5.1 STARTTLS is not offered");
    } else if (conversation.session().tls()) {
      conversation.answer(Stage.STARTTLS, "503 5.5.1 TLS is already active");
    } else if (conversation.answer(Stage.STARTTLS, "220 2.0.0 Go ahead")) {
      conversation.startTls();
    }
  }

  static void rset(Command command, Conversation conversation) throws IOException {
    conversation.answer(
        Stage.RSET, "250 2.0.0 Reset", () -> conversation.transaction(Optional.empty()));
  }

  static void noop(Command command, Conversation conversation) throws IOException {
    conversation.answer(Stage.NOOP, "250 2.0.0 OK");
  }

  static void vrfy(Command command, Conversation conversation) {
    conversation.reply("252 2.5.2 Send some mail, and it will be tried");
  }

  static void quit(Command command, Conversation conversation) throws IOException {
    if (conversation.answer(Stage.QUIT, "221 2.0.0 Bye")) {
      conversation.wire().close();
    }
  }
}
