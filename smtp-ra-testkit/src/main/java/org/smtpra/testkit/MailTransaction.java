package org.smtpra.testkit;

import java.util.ArrayList;
import java.util.List;

/** What MAIL and RCPT have said so far. */
final class MailTransaction {
  private final EnvelopePath sender;
  private final List<String> recipients = new ArrayList<>();

  MailTransaction(EnvelopePath sender) {
    this.sender = sender;
  }

  void add(String recipient) {
    recipients.add(recipient);
  }

  boolean hasRecipients() {
    return !recipients.isEmpty();
  }

  ReceivedMessage complete(byte[] content, ServerSession session) {
    return new ReceivedMessage(
        session.number(),
        sender.address(),
        recipients,
        sender.parameters(),
        content,
        session.user(),
        session.tls(),
        session.heloName());
  }
}
