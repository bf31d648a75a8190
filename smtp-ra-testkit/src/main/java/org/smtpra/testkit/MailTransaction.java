package org.smtpra.testkit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What MAIL, RCPT and the content so far have said. */
final class MailTransaction {
  private final EnvelopePath sender;
  private final List<String> recipients = new ArrayList<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private Optional<ContentOctets> octets = Optional.empty();
  private boolean chunked;
  private boolean chunkRefused;
  private boolean octetsDropped;
  private boolean ended;

  MailTransaction(EnvelopePath sender) {
    this.sender = sender;
  }

  void add(String recipient) {
    recipients.add(recipient);
  }

  boolean hasRecipients() {
    return !recipients.isEmpty();
  }

  int recipientCount() {
    return recipients.size();
  }

  /** Whether the server has a part of the content and waits for more. */
  boolean isWithinContent() {
    return content.size() > 0 && !ended && !chunkRefused;
  }

  /** The one source of content octets, over all chunks. */
  ContentOctets octets(Conversation conversation) {
    if (octets.isEmpty()) {
      octets = Optional.of(new ContentOctets(conversation));
    }
    return octets.get();
  }

  /** What the server has kept of the content. */
  ByteArrayOutputStream content() {
    return content;
  }

  void beginChunk() {
    chunked = true;
  }

  /** From the first BDAT on, neither RCPT nor DATA is possible (RFC 3030 section 2). */
  boolean isChunked() {
    return chunked;
  }

  /** The server throws octets away: what it keeps proves nothing about the client's lines. */
  void dropOctets() {
    octetsDropped = true;
  }

  boolean hasDroppedOctets() {
    return octetsDropped;
  }

  /** From now on only RSET helps. */
  void refuseChunk() {
    chunkRefused = true;
  }

  boolean isChunkRefused() {
    return chunkRefused;
  }

  ReceivedMessage complete(ServerSession session) {
    ended = true;
    return new ReceivedMessage(
        session.number(),
        sender.address(),
        recipients,
        sender.parameters(),
        content.toByteArray(),
        session.user(),
        session.tls(),
        session.heloName());
  }
}
