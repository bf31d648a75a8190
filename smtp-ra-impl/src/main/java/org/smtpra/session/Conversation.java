package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.MalformedReplyException;
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
  private final Transcript transcript;
  private Deadline limit;
  private SmtpSendStage stage = SmtpSendStage.GREETING;
  private boolean boundaryCrossed;
  private volatile boolean broken;
  private volatile @Nullable FailureCause abortCause;

  Conversation(SmtpChannel channel, String endpointKey, Deadline limit) {
    this.channel = channel;
    this.endpointKey = endpointKey;
    this.transcript = new Transcript(endpointKey);
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
    stage = at;
    if (channel.input().hasRemaining()) {
      throw broken(
          FailureCause.PROTOCOL_ERROR, "the server sent a reply that nobody asked for", null);
    }
  }

  /** Writes without reading. When that fails, what the server has already said is heard first. */
  void write(SmtpSendStage at, ByteBuffer octets, Deadline deadline, LastWords lastWords)
      throws SmtpFailure {
    stage = at;
    try {
      channel.write(octets, deadline);
    } catch (IOException e) {
      lastWords.hear();
      throw failed(e);
    }
  }

  SmtpReply greeting(Deadline deadline) throws SmtpFailure {
    return reply(SmtpSendStage.GREETING, deadline);
  }

  SmtpReply reply(SmtpSendStage at, Deadline deadline) throws SmtpFailure {
    stage = at;
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
    if (reply.code() == 421 || reply.code() == 521) {
      breakOff();
    }
    return reply;
  }

  /** A complete reply that is there already, without waiting; null for none. */
  @Nullable SmtpReply replyNow() {
    try {
      SmtpReply reply = parser.parse(channel.input());
      if (reply == null) {
        channel.fillNow();
        reply = parser.parse(channel.input());
      }
      if (reply != null) {
        transcript.reply(reply);
      }
      return reply;
    } catch (IOException e) {
      return null;
    }
  }

  /** From here on the message may be complete at the server: only a clear refusal is certain. */
  void crossBoundary() {
    boundaryCrossed = true;
    transcript.note("(content)");
  }

  /** A parsed reply proved that the transaction cannot complete. */
  void resolveBoundary() {
    boundaryCrossed = false;
  }

  /** A reply that is not the one we hoped for, as a failure; the conversation may go on. */
  SmtpFailure refused(SmtpSendStage at, SmtpReply reply) {
    SmtpFailureClassification classification = FailureTable.refused(at, reply);
    boolean nonsense = !reply.isTransientRefusal() && !reply.isPermanentRefusal();
    if (nonsense || classification.kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      breakOff();
    }
    String text = endpointKey + " answered " + reply + " at " + at;
    return new SmtpFailure(text, classification, null).in(endpointKey, transcript.lines());
  }

  /** A failure found by us, after which the conversation may go on. */
  SmtpFailure unsendable(SmtpSendStage at, FailureCause cause, String text) {
    return unsendable(at, cause, text, null);
  }

  SmtpFailure unsendable(
      SmtpSendStage at, FailureCause cause, String text, @Nullable Throwable exception) {
    stage = at;
    return new SmtpFailure(text, FailureTable.before(at, cause), exception)
        .in(endpointKey, transcript.lines());
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
    return broken(causeOf(e), String.valueOf(e.getMessage()), e);
  }

  private FailureCause causeOf(IOException e) {
    FailureCause aborted = abortCause;
    if (aborted != null) {
      return aborted;
    }
    if (e instanceof DeadlinePassedException) {
      return FailureCause.TIMEOUT;
    }
    if (e instanceof ChannelInterruptedException) {
      return FailureCause.CANCELLED;
    }
    if (e instanceof ChannelAbortedException) {
      return FailureCause.SHUTDOWN;
    }
    if (e instanceof MalformedReplyException) {
      return FailureCause.PROTOCOL_ERROR;
    }
    return FailureCause.CONNECTION_LOST;
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

  /** Ends the connection without a word: nothing may follow what was written last. */
  void breakOff() {
    broken = true;
    channel.abort();
  }
}
