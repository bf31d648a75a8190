package org.smtpra.testkit;

import java.io.IOException;
import java.util.Optional;

/** DATA, the content and its final reply (RFC 5321 section 4.1.1.4). */
final class DataCommand implements CommandHandler {

  @Override
  public void handle(Command command, Conversation conversation) throws IOException {
    Optional<MailTransaction> transaction = conversation.transaction();
    if (transaction.isEmpty()) {
      conversation.answer(Stage.DATA, "503 5.5.1 Say MAIL first");
    } else if (transaction.get().isChunked()) {
      conversation.answer(Stage.DATA, "503 5.5.1 DATA after BDAT");
    } else if (!transaction.get().hasRecipients()) {
      conversation.answer(Stage.DATA, "554 5.5.1 No valid recipients");
    } else if (conversation.answer(Stage.DATA, "354 End with CRLF.CRLF")) {
      receive(transaction.get(), conversation);
    }
  }

  private static void receive(MailTransaction transaction, Conversation conversation)
      throws IOException {
    new ContentReader(
            transaction.octets(conversation),
            transaction.content(),
            conversation.settings().content().ends())
        .readToEnd();
    conversation.session().heard("(" + transaction.content().size() + " octets of content)");
    conversation.transaction(Optional.empty());
    FinalReply.give(conversation.faults().take(Stage.FINAL_REPLY), transaction, conversation);
    if (conversation.wire().isOpen()) {
      conversation.playIfDue(Stage.IDLE);
    }
  }
}
