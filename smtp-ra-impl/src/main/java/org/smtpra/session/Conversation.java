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
  private final Transcript transcript;
  private Deadline limit;
  private SmtpSendStage stage = SmtpSendStage.GREETING;
  private byte[] ehlo = new byte[0];
  private boolean boundaryCrossed;
  private int refusals;
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

  /** Keeps the EHLO that the server has accepted, to be said again. */
  void introducedWith(byte[] line) {
    ehlo = line;
  }

  byte[] ehlo() {
    return ehlo;
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

  /** The server has the message; a next transaction has a boundary of its own. */
  void succeeded() {
    refusals = 0;
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
      SmtpReply unasked = earlyReply();
      stage = at;
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
    stage = at;
    try {
      channel.write(octets, deadline);
    } catch (IOException e) {
      lastWords.hear();
      throw failed(e);
    }
  }

  /**
   * Writes content and returns what the server says while it does not take all of it; null once all
   * is written. What is not written then is never completed.
   */
  @Nullable SmtpReply writeUntilAnswered(
      SmtpSendStage at, ByteBuffer octets, Deadline deadline, LastWords lastWords)
      throws SmtpFailure {
    stage = at;
    SmtpReply early = null;
    try {
      while (early == null && !channel.writeUntilHeard(octets, deadline)) {
        early = replyNow();
      }
      return early;
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
    if (isRefusal(reply)) {
      refusals++;
    }
    if (isLastWord(reply)) {
      breakOff();
    }
    return reply;
  }

  static boolean isRefusal(SmtpReply reply) {
    return reply.isTransientRefusal() || reply.isPermanentRefusal();
  }

  /** RFC 5321 section 3.8 and RFC 7504: after these the server closes. */
  static boolean isLastWord(SmtpReply reply) {
    return reply.code() == 221 || reply.code() == 421 || reply.code() == 521;
  }

  /** A complete reply that is there already, without waiting; null for none. */
  @Nullable SmtpReply replyNow() throws IOException {
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

  /** A reply in the midst of the content; a connection that is closed by now is lost here. */
  @Nullable SmtpReply earlyReply() throws SmtpFailure {
    stage = SmtpSendStage.CONTENT;
    try {
      return replyNow();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The server may stand anywhere in the content: nothing more can be said to it. */
  SmtpFailure refusedMidway(SmtpReply early) {
    SmtpFailure failure = refused(stage, early);
    breakOff();
    return failure;
  }

  /** The last chance to call a send off while it is certain that nothing was handed over. */
  void failIfStopped() throws SmtpFailure {
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

  /** From here on the message may be complete at the server: only a clear refusal is certain. */
  void crossBoundary() {
    boundaryCrossed = true;
    transcript.note("(content)");
  }

  boolean isBehindBoundary() {
    return boundaryCrossed;
  }

  /** A parsed reply proved that the transaction cannot complete. */
  void resolveBoundary() {
    boundaryCrossed = false;
  }

  /** A reply that is not the one we hoped for, as a failure; the conversation may go on. */
  SmtpFailure refused(SmtpSendStage at, SmtpReply reply) {
    return refused(at, reply, "");
  }

  /** The same with something to add to the server's words. */
  SmtpFailure refused(SmtpSendStage at, SmtpReply reply, String hint) {
    SmtpFailureClassification classification = FailureTable.refused(at, reply);
    if (!isRefusal(reply) || classification.kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA) {
      breakOff();
    }
    String text = endpointKey + " answered " + reply + " at " + at + hint;
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
