package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.ReplyParser;
import org.smtpra.transport.ChannelAbortedException;
import org.smtpra.transport.ChannelInterruptedException;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.DeadlinePassedException;
import org.smtpra.transport.SmtpChannel;

/**
 * Commands out, replies in, each under a deadline; knows the stage and whether the ambiguity
 * boundary was crossed, and turns every exception of the channel into a classified failure. Once
 * broken it stays broken. One thread at a time, except {@link #abort}.
 */
final class Conversation {

  private final SmtpChannel channel;
  private final String endpointKey;
  private final ReplyParser parser = new ReplyParser();
  private final Transcript transcript = new Transcript();
  private Deadline limit;
  private SmtpSendStage stage = SmtpSendStage.GREETING;
  private boolean boundaryCrossed;
  private int refusals;
  private volatile boolean broken;
  private volatile @Nullable FailureCause abortCause;

  Conversation(SmtpChannel channel, String endpointKey, Deadline limit) {
    this.channel = channel;
    this.endpointKey = endpointKey;
    this.limit = limit;
  }

  SmtpChannel channel() {
    return channel;
  }

  Transcript transcript() {
    return transcript;
  }

  boolean isBroken() {
    return broken;
  }

  /** Begins a new piece of work, all of which must end by this deadline. */
  void begin(Deadline newLimit) {
    limit = newLimit;
    boundaryCrossed = false;
    // Other people's addresses have no place in the report of this send.
    transcript.clear();
  }

  /** How many commands were refused since the last {@link #succeeded}. */
  int refusals() {
    return refusals;
  }

  void succeeded() {
    refusals = 0;
  }

  /** The deadline for a step, inside the limit of the whole. */
  Deadline budget(Duration time) {
    return limit.within(time);
  }

  SmtpReply command(SmtpSendStage at, byte[] line, Deadline deadline) throws SmtpFailure {
    transcript.command(line);
    send(at, line, deadline);
    return reply(deadline);
  }

  /** Sends a line that holds a secret; the transcript gets what is shown instead. */
  SmtpReply secret(String shown, byte[] line, Deadline deadline) throws SmtpFailure {
    transcript.secret(shown);
    send(SmtpSendStage.AUTHENTICATE, line, deadline);
    return reply(deadline);
  }

  private void send(SmtpSendStage at, byte[] line, Deadline deadline) throws SmtpFailure {
    stage = at;
    failIfOutOfStep();
    try {
      channel.write(ByteBuffer.wrap(line), deadline);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Octets that no command asked for: an answer to us could not be told from them. */
  private void failIfOutOfStep() throws SmtpFailure {
    if (channel.input().hasRemaining()) {
      throw broken(
          FailureCause.PROTOCOL_ERROR, "the server sent a reply that nobody asked for", null);
    }
  }

  SmtpReply greeting(Deadline deadline) throws SmtpFailure {
    stage = SmtpSendStage.GREETING;
    return reply(deadline);
  }

  SmtpReply reply(Deadline deadline) throws SmtpFailure {
    try {
      SmtpReply reply = parser.parse(channel.input());
      while (reply == null) {
        channel.fill(deadline);
        reply = parser.parse(channel.input());
      }
      return heard(reply);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private SmtpReply heard(SmtpReply reply) {
    transcript.reply(reply);
    if (isRefusal(reply)) {
      refusals++;
    }
    if (isLastWord(reply)) {
      breakOff();
    }
    return reply;
  }

  private static boolean isRefusal(SmtpReply reply) {
    return reply.isTransientRefusal() || reply.isPermanentRefusal();
  }

  /** RFC 5321 section 3.8 and RFC 7504: after these the server closes. */
  private static boolean isLastWord(SmtpReply reply) {
    return reply.code() == 221 || reply.code() == 421 || reply.code() == 521;
  }

  /** Writes a part of the content that cannot complete the message. */
  void content(ByteBuffer octets, Deadline deadline) throws SmtpFailure {
    stage = SmtpSendStage.CONTENT;
    write(octets, deadline);
    failIfAnswered();
  }

  private void write(ByteBuffer octets, Deadline deadline) throws SmtpFailure {
    try {
      channel.write(octets, deadline);
    } catch (IOException e) {
      throw earlyRefusalOr(e);
    }
  }

  /** Writes the part that may complete the message: from here on only a refusal is certain. */
  SmtpReply lastContent(ByteBuffer octets, Deadline writing, Duration finalReply)
      throws SmtpFailure {
    stage = SmtpSendStage.CONTENT;
    failIfAnswered();
    failIfStopped();
    stage = SmtpSendStage.FINAL_REPLY;
    boundaryCrossed = true;
    transcript.note("(content)");
    write(octets, writing);
    return reply(budget(finalReply));
  }

  /**
   * A reply in the midst of the content would else be taken for the verdict. A connection that the
   * server has closed by now is lost before the boundary, and so is a send that was called off.
   */
  private void failIfAnswered() throws SmtpFailure {
    SmtpReply early;
    try {
      early = replyNow();
    } catch (IOException e) {
      throw failed(e);
    }
    if (early != null) {
      throw isRefusal(early)
          ? refusedMidway(early)
          : broken(
              FailureCause.PROTOCOL_ERROR, "the server answered " + early + " too early", null);
    }
  }

  private void failIfStopped() throws SmtpFailure {
    if (broken) {
      throw failed(new ChannelAbortedException());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw failed(new ChannelInterruptedException());
    }
    if (limit.hasPassed()) {
      throw failed(new DeadlinePassedException("writing the message"));
    }
  }

  /** Before a failed write is blamed on the network, what the server already said is heard. */
  private SmtpFailure earlyRefusalOr(IOException writing) {
    try {
      SmtpReply early = replyNow();
      if (early != null && isRefusal(early)) {
        return refusedMidway(early);
      }
    } catch (IOException reading) {
      writing.addSuppressed(reading);
    }
    return failed(writing);
  }

  /** The server may stand anywhere in the content: nothing more can be said to it. */
  private SmtpFailure refusedMidway(SmtpReply early) {
    SmtpFailure failure = refused(stage, early);
    breakOff();
    return failure;
  }

  /** The reply that is there, without waiting; null where none is complete. */
  private @Nullable SmtpReply replyNow() throws IOException {
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

  /** A reply that is not the one we hoped for, as a failure; the conversation may go on. */
  SmtpFailure refused(SmtpSendStage at, SmtpReply reply) {
    SmtpFailureClassification classification = FailureTable.refused(at, reply);
    if (!isRefusal(reply) || classification.kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      breakOff();
    }
    String text = endpointKey + " answered " + reply + " at " + at;
    return new SmtpFailure(text, classification, null).in(endpointKey, transcript.lines());
  }

  /** A failure found by us, after which the conversation may go on. */
  SmtpFailure unsendable(FailureCause cause, String text, @Nullable Throwable exception) {
    return new SmtpFailure(text, FailureTable.before(stage, cause), exception)
        .in(endpointKey, transcript.lines());
  }

  SmtpFailure unsendable(SmtpSendStage at, FailureCause cause, String text) {
    stage = at;
    return unsendable(cause, text, null);
  }

  /** A failure after which nothing more can be said on this connection. */
  SmtpFailure broken(FailureCause cause, String text, @Nullable Throwable exception) {
    breakOff();
    SmtpFailureClassification classification =
        boundaryCrossed ? FailureTable.behind(cause) : FailureTable.before(stage, cause);
    return new SmtpFailure(endpointKey + ": " + text + " at " + stage, classification, exception)
        .in(endpointKey, transcript.lines());
  }

  /** The content stopped on our side: the connection is closed before the message is complete. */
  SmtpFailure unfinished(FailureCause cause, String text, Throwable exception) {
    stage = SmtpSendStage.CONTENT;
    return broken(cause, text, exception);
  }

  SmtpFailure failed(IOException e) {
    return broken(unlessAborted(Causes.of(e)), Causes.text(e), e);
  }

  SmtpFailure handshakeFailed(IOException e) {
    String text = e instanceof SSLException ? "TLS failed: " + Causes.text(e) : Causes.text(e);
    return broken(unlessAborted(Causes.ofHandshake(e)), text, e);
  }

  private FailureCause unlessAborted(FailureCause cause) {
    FailureCause aborted = abortCause;
    return aborted == null ? cause : aborted;
  }

  /** Tells whether the server has said something, or closed, since the last reply. */
  boolean looksIdle() {
    return !broken && channel.looksIdle();
  }

  /** Ends the connection at once, from any thread. */
  void abort(FailureCause cause) {
    if (abortCause == null) {
      abortCause = cause;
    }
    breakOff();
  }

  void close(byte[] farewell) {
    if (!broken) {
      broken = true;
      channel.close(ByteBuffer.wrap(farewell));
    }
  }

  private void breakOff() {
    broken = true;
    channel.abort();
  }
}
