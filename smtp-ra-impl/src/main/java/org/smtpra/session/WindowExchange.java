package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.MalformedReplyException;
import org.smtpra.transport.Deadline;

/**
 * Several messages in flight: all are written before the first reply is waited for, one behind the
 * other, and what the server says meanwhile is heard, so that neither side blocks the other. EHLO
 * ends the window: its answer of several lines proves that every reply before it was in its place.
 * Nothing is told before that. Each message crosses its boundary with its first octet: one that was
 * not begun has certainly not been sent. One thread at a time.
 */
final class WindowExchange {

  private final Terms terms;
  private final Conversation conversation;
  private final List<WindowMessage> messages;
  private final Runnable counts;
  private int written;
  private int answered;
  private boolean markDue;
  private boolean markHeard;
  private boolean outOfStep;
  private @Nullable SmtpFailure over;

  /** {@code counts} runs for each message that leaves. */
  WindowExchange(Terms terms, List<WindowMessage> messages, Runnable counts) {
    this.terms = terms;
    this.conversation = terms.conversation();
    this.messages = messages;
    this.counts = counts;
  }

  /**
   * Sends them, as far as they may leave, and tells the senders of those that follow.
   *
   * @return the result of the first one
   * @throws SmtpFailure if the first one was not taken, or it is unknown whether it was
   */
  TransactionResult run() throws SmtpFailure {
    conversation.failIfOutOfStep(SmtpSendStage.MAIL_FROM);
    conversation.crossBoundary();
    try {
      exchange();
    } catch (RuntimeException | Error e) {
      // What is in flight must not be sent again because of an error of ours.
      outOfStep = true;
      over = conversation.broken(FailureCause.MESSAGE_INVALID, "sending broke: " + e, e);
    }
    return tell();
  }

  private void exchange() {
    try {
      write();
      while (!isDone()) {
        take(conversation.reply(stage(), deadline()));
      }
      endInStep();
    } catch (MalformedReplyException e) {
      endedBy(conversation.failed(e));
    } catch (IOException e) {
      hearLastWords();
      endedBy(conversation.failed(e));
    } catch (SmtpFailure e) {
      endedBy(e);
    }
  }

  private void write() throws IOException {
    messages.get(0).begin();
    for (WindowMessage message : messages) {
      if (over != null || (written > 0 && !(mayGoOn() && message.mayFollow()))) {
        break;
      }
      written++;
      counts.run();
      write(message.octets());
    }
    if (over == null && mayGoOn()) {
      markDue = true;
      write(ByteBuffer.wrap(conversation.situation().ehlo()));
    }
  }

  /** What was called off meanwhile is heard of where the next reply is waited for. */
  private boolean mayGoOn() {
    return !conversation.isBroken()
        && !Thread.currentThread().isInterrupted()
        && !conversation.budget(ContentWire.PROGRESS_BUDGET).hasPassed();
  }

  private void write(ByteBuffer octets) throws IOException {
    conversation.situation().at(SmtpSendStage.FINAL_REPLY);
    Deadline deadline = conversation.budget(ContentWire.PROGRESS_BUDGET);
    while (over == null && !conversation.writeUntilHeard(octets, deadline)) {
      hearNow();
    }
    hearNow();
  }

  private void hearNow() throws IOException {
    SmtpReply reply = over == null ? conversation.replyNow() : null;
    while (reply != null) {
      take(reply);
      reply = over == null ? conversation.replyNow() : null;
    }
  }

  /** A write has failed: what the server had said before counts. */
  private void hearLastWords() {
    try {
      hearNow();
    } catch (MalformedReplyException e) {
      outOfStep = true;
    } catch (IOException e) {
      // The failed write is what is reported.
    }
  }

  private boolean isDone() {
    return over != null || (answered == written && (markHeard || !markDue));
  }

  private SmtpSendStage stage() {
    return answered < written ? messages.get(answered).stage() : SmtpSendStage.FINAL_REPLY;
  }

  private Deadline deadline() {
    boolean verdict = answered < written && stage() == SmtpSendStage.FINAL_REPLY;
    return conversation.budget(verdict ? terms.timeouts().finalReply() : terms.timeouts().send());
  }

  private void take(SmtpReply reply) {
    boolean fits;
    if (answered < written) {
      WindowMessage current = messages.get(answered);
      current.begin();
      fits = current.hear(reply);
      endIfAnswered(current);
    } else {
      fits = markDue && !markHeard && Replies.isOfEhlo(reply);
      markHeard = fits;
    }
    if (Replies.isLastWord(reply)) {
      end("the server ended the session with " + reply, FailureCause.CONNECTION_LOST);
    } else if (!fits) {
      outOfStep = true;
      end("the server said " + reply + " out of step", FailureCause.PROTOCOL_ERROR);
    }
  }

  private void endIfAnswered(WindowMessage current) {
    if (current.isAnswered()) {
      current.end();
      answered++;
      if (current.isTaken()) {
        conversation.succeeded();
      }
    }
  }

  private void end(String text, FailureCause cause) {
    over = conversation.broken(cause, text, null);
  }

  /** A connection that ends in the place of the mark takes nothing back. */
  private void endedBy(SmtpFailure failure) {
    SmtpFailureReason why = failure.classification().reason();
    boolean markMissing = answered == written && why == SmtpFailureReason.TIMEOUT;
    outOfStep |= markMissing || why == SmtpFailureReason.PROTOCOL_ERROR;
    over = over == null ? failure : over;
  }

  /** Behind the mark nothing is due any more. */
  private void endInStep() throws IOException {
    if (over == null && markHeard) {
      hearNow();
    }
  }

  private TransactionResult tell() throws SmtpFailure {
    boolean confirmed = markHeard && !outOfStep;
    if (confirmed) {
      conversation.situation().resolveBoundary();
    }
    WindowEnding ending = new WindowEnding(terms, over, outOfStep, confirmed);
    messages.subList(answered, written).forEach(WindowMessage::end);
    List<WindowMessage> sent = messages.subList(0, written);
    sent.forEach(message -> message.tell(ending));
    if (sent.stream().anyMatch(WindowMessage::leavesDoubt)) {
      conversation.breakOff();
    }
    return messages.get(0).result(ending);
  }
}
