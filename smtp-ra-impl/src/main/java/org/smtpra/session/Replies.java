package org.smtpra.session;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpReply;
import org.smtpra.protocol.ReplyParser;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.SmtpChannel;

/** What the server says, reply by reply. One thread at a time. */
final class Replies {

  private final SmtpChannel channel;
  private final Transcript transcript;
  private final StageClock clock;
  private final ReplyParser parser = new ReplyParser();
  private int refusals;

  Replies(SmtpChannel channel, Transcript transcript, StageClock clock) {
    this.channel = channel;
    this.transcript = transcript;
    this.clock = clock;
  }

  static boolean isRefusal(SmtpReply reply) {
    return reply.isTransientRefusal() || reply.isPermanentRefusal();
  }

  /** RFC 5321 section 3.8 and RFC 7504: after these the server closes. */
  static boolean isLastWord(SmtpReply reply) {
    return reply.code() == 221 || reply.code() == 421 || reply.code() == 521;
  }

  /** Whether it has the shape of the answer to EHLO (RFC 5321 section 4.1.1.1). */
  static boolean isOfEhlo(SmtpReply reply) {
    return reply.code() == 250 && reply.lines().size() > 1;
  }

  /** The next one, which must be complete by then. */
  SmtpReply next(Deadline deadline) throws IOException {
    clock.reads();
    SmtpReply reply = parser.parse(channel.input());
    while (reply == null) {
      channel.fill(deadline);
      reply = parser.parse(channel.input());
    }
    return heard(reply);
  }

  /** One that is there already, complete, without waiting; null for none. */
  @Nullable SmtpReply nextNow() throws IOException {
    SmtpReply reply = parser.parse(channel.input());
    while (reply == null) {
      channel.fillNow();
      if (!channel.input().hasRemaining()) {
        return null;
      }
      reply = parser.parse(channel.input());
    }
    return heard(reply);
  }

  /** Octets that were received and belong to no reply yet asked for. */
  boolean areLeft() {
    return channel.input().hasRemaining();
  }

  private SmtpReply heard(SmtpReply reply) {
    transcript.reply(reply);
    if (isRefusal(reply)) {
      refusals++;
    }
    return reply;
  }

  /** How many were refusals since {@link #forgetRefusals}. */
  int refusals() {
    return refusals;
  }

  void forgetRefusals() {
    refusals = 0;
  }
}
