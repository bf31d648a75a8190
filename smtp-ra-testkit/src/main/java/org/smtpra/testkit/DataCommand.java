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
    } else if (!transaction.get().hasRecipients()) {
      conversation.answer(Stage.DATA, "554 5.5.1 No valid recipients");
    } else if (conversation.answer(Stage.DATA, "354 End with CRLF.CRLF")) {
      receive(transaction.get(), conversation);
    }
  }

  private static void receive(MailTransaction transaction, Conversation conversation)
      throws IOException {
    Optional<Fault> fault = conversation.faults().take(Stage.CONTENT);
    ContentReader reader = new ContentReader(conversation.wire());
    if (fault.isPresent()) {
      reader.afterOctets(
          fault.get() instanceof Fault.AfterOctets later ? later.octets() : 1,
          () -> {
            conversation.play(fault.get(), "");
            conversation.wire().flush();
          });
    }
    byte[] content = reader.readToTerminator();
    conversation.session().heard("(" + content.length + " octets of content)");
    conversation.transaction(Optional.empty());
    finish(transaction.complete(content, conversation.session()), conversation);
    if (conversation.wire().isOpen()) {
      conversation.playIfDue(Stage.IDLE);
    }
  }

  private static void finish(ReceivedMessage message, Conversation conversation)
      throws IOException {
    if (message.content().length > conversation.settings().sizeLimit()) {
      conversation.answer(Stage.FINAL_REPLY, "552 5.3.4 Message too big");
    } else {
      conversation.answer(
          Stage.FINAL_REPLY,
          "250 2.0.0 Queued in session " + message.sessionNumber(),
          () -> conversation.ledger().add(message));
    }
  }
}
