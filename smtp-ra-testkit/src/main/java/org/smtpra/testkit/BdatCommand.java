package org.smtpra.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * BDAT (RFC 3030 section 2). A refused chunk is read to its end first, because a client that
 * pipelines has sent it already; only {@link Fault.ChunkUnread} leaves the octets to be taken for
 * commands.
 */
final class BdatCommand implements CommandHandler {

  @Override
  public void handle(Command command, Conversation conversation) throws IOException {
    Optional<Chunk> chunk = Chunk.parse(command.argument());
    if (!conversation.settings().offers("CHUNKING")) {
      chunk.ifPresent(octets -> excuse(octets, conversation));
      conversation.reply("502 5.5.1 BDAT is not offered");
    } else if (chunk.isEmpty()) {
      conversation.answer(Stage.BDAT_CHUNK, "501 5.5.4 Syntax: BDAT size [LAST]");
    } else {
      receive(chunk.get(), conversation);
    }
  }

  private static void receive(Chunk chunk, Conversation conversation) throws IOException {
    Optional<Fault> fault = conversation.faults().take(chunk.stage());
    Optional<String> refusal = refusal(conversation);
    if (fault.isPresent() && fault.get() instanceof Fault.ChunkUnread unread) {
      excuse(chunk, conversation);
      conversation.play(unread, "");
      conversation.transaction().ifPresent(MailTransaction::refuseChunk);
    } else if (refusal.isPresent()) {
      discard(chunk, conversation);
      conversation.answer(fault, refusal.get(), () -> {});
    } else {
      keep(chunk, fault, conversation);
    }
  }

  /** The client cannot know that the server takes these octets for commands. */
  private static void excuse(Chunk chunk, Conversation conversation) {
    conversation.conduct().excuse(conversation.wire().octetsRead() + chunk.size());
  }

  private static Optional<String> refusal(Conversation conversation) {
    Optional<MailTransaction> transaction = conversation.transaction();
    if (transaction.isEmpty()) {
      return Optional.of("503 5.5.1 Say MAIL first");
    } else if (!transaction.get().hasRecipients()) {
      return Optional.of("554 5.5.1 No valid recipients");
    } else if (transaction.get().isChunkRefused()) {
      return Optional.of("503 5.5.1 A chunk was refused, say RSET");
    }
    return Optional.empty();
  }

  private static void discard(Chunk chunk, Conversation conversation) throws IOException {
    for (int i = 0; i < chunk.size(); i++) {
      conversation.wire().read();
    }
    heard(chunk, conversation);
  }

  private static void keep(Chunk chunk, Optional<Fault> fault, Conversation conversation)
      throws IOException {
    MailTransaction transaction = conversation.transaction().orElseThrow();
    transaction.beginChunk();
    if (isDropping(fault)) {
      transaction.dropOctets();
    }
    Optional<Fault> rest = fault;
    if (fault.isPresent() && fault.get() instanceof Fault.Early early) {
      conversation.play(early, "");
      conversation.wire().flush();
      // What was said early is said: only its effect is left.
      Fault silence = new Fault.RawBytes("");
      rest = Optional.of(early.takesEffect() ? new Fault.Accepting(silence) : silence);
    }
    read(
        chunk,
        isDropping(fault) ? OutputStream.nullOutputStream() : transaction.content(),
        conversation);
    if (!conclude(chunk, rest, conversation) && !isDropping(fault)) {
      transaction.refuseChunk();
    } else if (chunk.last()) {
      conversation.transaction(Optional.empty());
      conversation.playIfDue(Stage.IDLE);
    }
  }

  private static boolean isDropping(Optional<Fault> fault) {
    return fault.filter(f -> f instanceof Fault.Dropping).isPresent();
  }

  private static void read(Chunk chunk, OutputStream sink, Conversation conversation)
      throws IOException {
    ContentOctets octets = conversation.transaction().orElseThrow().octets(conversation);
    for (int i = 0; i < chunk.size(); i++) {
      sink.write(octets.next());
    }
    heard(chunk, conversation);
  }

  private static boolean conclude(Chunk chunk, Optional<Fault> fault, Conversation conversation)
      throws IOException {
    return chunk.last()
        ? FinalReply.give(fault, conversation.transaction().orElseThrow(), conversation)
        : conversation.answer(fault, "250 2.0.0 " + chunk.size() + " octets", () -> {});
  }

  private static void heard(Chunk chunk, Conversation conversation) {
    conversation.session().heard("(" + chunk.size() + " octets of a chunk)");
  }
}
