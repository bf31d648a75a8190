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
      refuse(transaction.get(), conversation);
    } else if (conversation.answer(Stage.DATA, "354 End with CRLF.CRLF")) {
      receive(transaction.get(), conversation);
    }
  }

  /** RFC 2920 section 3.1 lets a server say 354 here all the same, and refuse the content. */
  private static void refuse(MailTransaction transaction, Conversation conversation)
      throws IOException {
    Optional<Fault> fault = conversation.faults().take(Stage.DATA);
    boolean invited = fault.filter(DataCommand::saysGoOn).isPresent();
    if (conversation.answer(fault, "554 5.5.1 No valid recipients", () -> {}) && invited) {
      receive(transaction, conversation);
    }
  }

  private static boolean saysGoOn(Fault fault) {
    return fault instanceof Fault.Reply reply && reply.lines().get(0).startsWith("354");
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
