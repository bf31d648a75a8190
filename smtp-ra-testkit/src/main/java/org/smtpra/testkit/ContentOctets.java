package org.smtpra.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** The octets of one message's content, counted so that a fault can strike within them. */
final class ContentOctets {
  private final Conversation conversation;
  private final Optional<Fault> fault;
  private long count;

  /** Takes the fault that is due at {@link Stage#CONTENT}. */
  ContentOctets(Conversation conversation) {
    this.conversation = conversation;
    this.fault = conversation.faults().take(Stage.CONTENT);
  }

  int next() throws IOException {
    int octet = conversation.wire().read();
    count++;
    if (count == 1 && conversation.transaction().filter(MailTransaction::isChunked).isEmpty()) {
      conversation.conduct().contentBegins(conversation.wire().cameEarly());
    }
    if (fault.isPresent() && count == octetsBefore(fault.get())) {
      conversation.play(fault.get(), "");
      conversation.wire().flush();
      if (!conversation.wire().isOpen()) {
        throw new EOFException("A fault closed the connection within the content");
      }
    }
    return octet;
  }

  private static int octetsBefore(Fault fault) {
    return fault instanceof Fault.AfterOctets later ? later.octets() : 1;
  }
}
