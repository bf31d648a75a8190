package org.smtpra.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** EHLO: the keywords of this moment (RFC 5321 section 4.1.1.1). */
final class EhloCommand implements CommandHandler {

  @Override
  public void handle(Command command, Conversation conversation) throws IOException {
    ServerSession session = conversation.session();
    conversation.answer(
        Stage.EHLO,
        reply(keywords(conversation.settings(), session.tls())),
        () -> {
          session.introduced(command.argument());
          conversation.transaction(Optional.empty());
        });
  }

  private static List<String> keywords(ServerSettings settings, boolean tls) {
    List<String> keywords = new ArrayList<>(settings.keywords());
    if (!tls) {
      keywords.addAll(settings.clearTextKeywords());
    }
    if (!tls && settings.tls().isPresent()) {
      keywords.add("STARTTLS");
    }
    if (AuthCommand.isOffered(settings, tls)) {
      keywords.add("AUTH " + String.join(" ", settings.mechanisms()));
    }
    return keywords;
  }

  private static String reply(List<String> keywords) {
    StringBuilder reply = new StringBuilder();
    String line = ServerSettings.HOST_NAME;
    for (String keyword : keywords) {
      reply.append("250-").append(line).append("\r\n");
      line = keyword;
    }
    return reply.append("250 ").append(line).toString();
  }
}
