package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.ChannelAbortedException;
import org.smtpra.transport.ChannelInterruptedException;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.DeadlinePassedException;
import org.smtpra.transport.SmtpChannel;

/**
 * Commands out, replies in, each under a deadline. Every exception of the channel becomes a failure
 * that its {@link Situation} classifies. Once broken it stays broken. One thread at a time, except
 * {@link #abort}.
 */
final class Conversation {

  private final SmtpChannel channel;
  private final Transcript transcript;
  private final Replies replies;
  private final StageClock clock;
  private final Situation situation;
  private Deadline limit;
  private volatile boolean broken;

  Conversation(SmtpChannel channel, String endpointKey, Deadline limit, StageClock clock) {
    this.channel = channel;
    this.clock = clock;
    this.transcript = new Transcript(endpointKey);
    this.replies = new Replies(channel, transcript, clock);
    this.situation = new Situation(endpointKey, transcript, clock);
    this.limit = limit;
  }

  SmtpChannel channel() {
    return channel;
  }

  Transcript transcript() {
    return transcript;
  }

  Situation situation() {
    return situation;
  }

  boolean isBroken() {
    return broken;
  }

  /** Begins a new piece of work, all of which must end by this deadline. */
  void begin(Deadline newLimit, Consent consent) {
    limit = newLimit;
    situation.begin(consent);
    // Other people's addresses have no place in the report of this send.
    transcript.clear();
  }

  /** How many commands were refused since the last {@link #succeeded}. */
  int refusals() {
    return replies.refusals();
  }

  /** The server has a message. */
  void succeeded() {
    replies.forgetRefusals();
  }

  /** The deadline for a step, inside the limit of the whole. */
  Deadline budget(Duration time) {
    return limit.within(time);
  }

  SmtpReply command(SmtpSendStage at, byte[] line, Deadline deadline) throws SmtpFailure {
    transcript.command(line);
    send(at, ByteBuffer.wrap(line), deadline);
    return reply(at, deadline);
  }

  /** Sends a line that holds a secret; the transcript gets what is shown instead. */
  SmtpReply secret(String shown, byte[] line, Deadline deadline) throws SmtpFailure {
    transcript.secret(shown);
    send(SmtpSendStage.AUTHENTICATE, ByteBuffer.wrap(line), deadline);
    return reply(SmtpSendStage.AUTHENTICATE, deadline);
  }

  private void send(SmtpSendStage at, ByteBuffer octets, Deadline deadline) throws SmtpFailure {
    failIfOutOfStep(at);
    write(at, octets, deadline, () -> {});
  }

  /** Octets that no command asked for: an answer to us could not be told from them. */
  void failIfOutOfStep(SmtpSendStage at) throws SmtpFailure {
    situation.at(at);
    if (replies.areLeft()) {
      SmtpReply unasked = earlyReply();
      situation.at(at);
      // RFC 5321 section 3.8 lets a server say 421 at any time: that one is understood.
      throw unasked != null && unasked.code() == 421
          ? refused(at, unasked)
          : broken(
              FailureCause.PROTOCOL_ERROR, "the server sent a reply that nobody asked for", null);
    }
  }

  /** Writes without reading. When that fails, what the server has already said is heard first. */
  void write(SmtpSendStage at, ByteBuffer octets, Deadline deadline, LastWords lastWords)
      throws SmtpFailure {
    situation.at(at);
    clock.wrote();
    try {
      channel.write(octets, deadline);
    } catch (IOException e) {
      lastWords.hear();
      throw failed(e);
    }
  }

  /** Writes on; false where the server has said something before all was written. */
  boolean writeUntilHeard(ByteBuffer octets, Deadline deadline) throws IOException {
    clock.wrote();
    return channel.writeUntilHeard(octets, deadline);
  }

  SmtpReply reply(SmtpSendStage at, Deadline deadline) throws SmtpFailure {
    situation.at(at);
    try {
      SmtpReply reply = replies.next(deadline);
      endIfLastWord(reply);
      return reply;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A complete reply that is there already, without waiting; null for none. */
  @Nullable SmtpReply replyNow() throws IOException {
    SmtpReply reply = replies.nextNow();
    endIfLastWord(reply);
    return reply;
  }

  private void endIfLastWord(@Nullable SmtpReply reply) {
    if (reply != null && Replies.isLastWord(reply)) {
      breakOff();
    }
  }

  /** A reply in the midst of the content; a connection that is closed by now is lost here. */
  @Nullable SmtpReply earlyReply() throws SmtpFailure {
    situation.at(SmtpSendStage.CONTENT);
    try {
      return replyNow();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Goes on to the write that may complete the message: the last chance to call it off. */
  void crossBoundary() throws SmtpFailure {
    if (Thread.currentThread().isInterrupted()) {
      throw failed(new ChannelInterruptedException());
    }
    if (limit.hasPassed()) {
      throw failed(new DeadlinePassedException("writing the message"));
    }
    if (broken || !situation.crossBoundary()) {
      throw failed(new ChannelAbortedException());
    }
  }

  /** A reply that is not the one we hoped for, as a failure; the conversation may go on. */
  SmtpFailure refused(SmtpSendStage at, SmtpReply reply) {
    return refused(at, reply, "");
  }

  /** The same with something to add to the server's words. */
  SmtpFailure refused(SmtpSendStage at, SmtpReply reply, String hint) {
    SmtpFailure failure = situation.refused(at, reply, hint);
    boolean doubtful = failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
    if (doubtful || !Replies.isRefusal(reply)) {
      breakOff();
    }
    return failure;
  }

  /** A failure found by us, after which the conversation may go on. */
  SmtpFailure unsendable(
      SmtpSendStage at, FailureCause cause, String text, @Nullable Throwable exception) {
    situation.at(at);
    return situation.found(text, cause, exception);
  }

  /** A failure after which nothing more can be said on this connection. */
  SmtpFailure broken(FailureCause cause, String text, @Nullable Throwable exception) {
    breakOff();
    return situation.over(text, cause, exception);
  }

  /** The content stopped on our side: the connection is closed before the message is complete. */
  SmtpFailure unfinished(FailureCause cause, String text, Throwable exception) {
    situation.at(SmtpSendStage.CONTENT);
    return broken(cause, text, exception);
  }

  SmtpFailure failed(IOException e) {
    breakOff();
    return situation.lost(e);
  }

  SmtpFailure handshakeFailed(IOException e) {
    breakOff();
    return situation.lostInHandshake(e);
  }

  /** Tells whether the server has said something, or closed, since the last reply. */
  boolean looksIdle() {
    return !broken && channel.looksIdle();
  }

  /** Ends the connection at once, from any thread. */
  void abort(FailureCause cause) {
    situation.abort(cause);
    breakOff();
  }

  /** What the server has said unasked may be its own farewell: then nothing may follow it. */
  void close(byte[] farewell) {
    boolean welcome = looksIdle();
    if (!broken) {
      broken = true;
      channel.close(ByteBuffer.wrap(welcome ? farewell : new byte[0]));
    }
  }

  /** Ends the connection without a word: nothing may follow what was written last. */
  void breakOff() {
    broken = true;
    channel.abort();
  }
}
