package org.smtpra.testkit;

import java.io.IOException;

/** What a plain client says on its way to a stage. */
final class Walk {

  private Walk() {}

  /** Says all that a client says, and returns the reply at the stage. */
  static String to(Stage stage, LineClient client) throws IOException {
    String greeting = client.reply();
    return switch (stage) {
      case CONNECT, GREETING -> greeting;
      case EHLO -> client.say("EHLO client.example");
      case HELO -> client.say("HELO client.example");
      case STARTTLS, TLS_HANDSHAKE -> client.say("STARTTLS");
      case AUTH -> client.say("AUTH PLAIN AGEAYg==");
      case NOOP, RSET, QUIT -> client.say(stage.name());
      case MAIL, RCPT, DATA, CONTENT, BDAT_CHUNK, FINAL_REPLY, IDLE -> {
        client.say("EHLO client.example");
        yield transaction(stage, client);
      }
    };
  }

  private static String transaction(Stage stage, LineClient client) throws IOException {
    String mail = client.say("MAIL FROM:<shop@example.com>");
    if (stage == Stage.MAIL) {
      return mail;
    }
    String rcpt = client.say("RCPT TO:<anna@example.org>");
    if (stage == Stage.RCPT) {
      return rcpt;
    }
    if (stage == Stage.BDAT_CHUNK) {
      return client.say("BDAT 3\r\nx");
    }
    String data = client.say("DATA");
    if (stage == Stage.DATA) {
      return data;
    }
    String last = client.say(stage == Stage.CONTENT ? "x" : "x\r\n.");
    return stage == Stage.IDLE ? client.reply() : last;
  }
}
