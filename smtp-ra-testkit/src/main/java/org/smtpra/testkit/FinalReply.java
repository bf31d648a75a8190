package org.smtpra.testkit;

import java.io.IOException;
import java.util.Optional;

/** The server's word on a complete message, by DATA or by BDAT LAST. */
final class FinalReply {

  private FinalReply() {}

  /**
   * Queues the message and says so, or plays the fault.
   *
   * @return whether the message was queued and the conversation goes on
   */
  static boolean give(Optional<Fault> fault, MailTransaction transaction, Conversation conversation)
      throws IOException {
    ReceivedMessage message = transaction.complete(conversation.session());
    if (!transaction.hasDroppedOctets()) {
      conversation.conduct().contentEnds(message.content());
    }
    conversation.session().messageEnds();
    conversation.ledger().hold(message);
    boolean queued;
    if (message.recipients().isEmpty()) {
      conversation.answer(fault, "554 5.5.1 No valid recipients", () -> {});
      queued = false;
    } else if (message.content().length > conversation.settings().sizeLimit()) {
      conversation.answer(fault, "552 5.3.4 Message too big", () -> {});
      queued = false;
    } else {
      queued =
          conversation.answer(
              fault,
              "250 2.0.0 Queued in session " + message.sessionNumber(),
              () -> conversation.ledger().add(message));
    }
    return queued;
  }
}
