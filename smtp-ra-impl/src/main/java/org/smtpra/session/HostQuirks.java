package org.smtpra.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.smtpra.SmtpReply;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;

/** What was learnt about one host and is worth remembering for its next sessions. Thread safe. */
final class HostQuirks {

  private static final String KNOWN_TO_BOTCH_BDAT = "Microsoft ESMTP MAIL Service";

  /**
   * Its submission service; version 2.3 was seen to end the connection in the place of verdicts.
   */
  private static final String KNOWN_TO_BOTCH_OVERLAP = "Dovecot";

  private final Memory memory;
  private final String endpointKey;

  HostQuirks(Memory memory, String endpointKey) {
    this.memory = memory;
    this.endpointKey = endpointKey;
  }

  /**
   * Some servers lose or split content that comes by BDAT, by their users' reports; others do not
   * get on with an envelope that comes before the verdict on the message before it.
   */
  void heardGreeting(SmtpReply greeting) {
    String words = String.join(" ", greeting.lines());
    if (words.contains(KNOWN_TO_BOTCH_BDAT)) {
      memory.botchingChunks.add(endpointKey);
    }
    if (words.contains(KNOWN_TO_BOTCH_OVERLAP)) {
      memory.botchingOverlap.add(endpointKey);
    }
  }

  /** Whether an envelope may go ahead of the verdict on the message before it. */
  boolean trustsOverlap() {
    return !memory.botchingOverlap.contains(endpointKey);
  }

  /** Whether BDAT may be used where nobody insists on it. */
  boolean trustsChunking() {
    return !memory.botchingChunks.contains(endpointKey);
  }

  /** Whether BDAT may be used at all. */
  boolean knowsChunking() {
    return !memory.withoutChunking.contains(endpointKey);
  }

  /** Whether a sign-in may be tied to the TLS session. */
  boolean knowsBinding() {
    return !memory.withoutBinding.contains(endpointKey);
  }

  /**
   * The server offers channel binding, but of a type that we do not have.
   *
   * @return whether this is news
   */
  boolean heardUnknownBinding() {
    return memory.withoutBinding.add(endpointKey);
  }

  /**
   * A server that offers CHUNKING and does not know BDAT may take the content for commands: the
   * connection ends, and the next message goes by DATA. Before the last octet is out the reply
   * proves that the server has no message; behind it, it is confirmed first.
   */
  void failIfUnknown(SmtpReply reply, Conversation conversation, RefusalProof proof)
      throws SmtpFailure {
    if (!meansUnknown(reply)) {
      return;
    }
    memory.withoutChunking.add(endpointKey);
    if (conversation.situation().isBehindBoundary()) {
      proof.ofUnknownBdat(reply);
      conversation.situation().resolveBoundary();
    }
    throw unknown(reply, conversation);
  }

  /** Whether a reply to BDAT says that the server does not know it. */
  static boolean meansUnknown(SmtpReply reply) {
    return reply.code() == 500 || reply.code() == 502;
  }

  /** The failure that says so, behind which the connection is over. */
  SmtpFailure unknown(SmtpReply reply, Conversation conversation) {
    memory.withoutChunking.add(endpointKey);
    return conversation.broken(
        FailureCause.PROTOCOL_ERROR,
        "the server offers CHUNKING and answers BDAT with " + reply,
        null);
  }

  /** What is remembered of all hosts. Thread safe. */
  static final class Memory {
    private final Set<String> botchingChunks = ConcurrentHashMap.newKeySet();
    private final Set<String> botchingOverlap = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutBinding = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutChunking = ConcurrentHashMap.newKeySet();
  }
}
