package org.smtpra.session;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * How far a conversation has got, and so what a failure means there: its stage, and whether the
 * message may be complete at the server. Knows no connection. One thread at a time, except {@link
 * #abort}.
 */
final class Situation {

  private final String endpointKey;
  private final Transcript transcript;
  private final StageClock clock;
  private SmtpSendStage stage = SmtpSendStage.GREETING;
  private byte[] ehlo = new byte[0];
  private Consent consent = Consent.GIVEN;
  private boolean boundaryCrossed;
  private volatile @Nullable FailureCause abortCause;
  private volatile SessionEnd end = SessionEnd.BROKEN;

  Situation(String endpointKey, Transcript transcript, StageClock clock) {
    this.endpointKey = endpointKey;
    this.transcript = transcript;
    this.clock = clock;
  }

  void at(SmtpSendStage reached) {
    stage = reached;
    clock.at(reached);
  }

  SmtpSendStage stage() {
    return stage;
  }

  /** A new piece of work, with a boundary and times of its own. */
  void begin(Consent needed) {
    consent = needed;
    resolveBoundary();
    clock.stop();
  }

  /** The piece of work is over: where its time went. */
  ConversationTimes times() {
    return clock.stop();
  }

  /** Keeps the EHLO that the server has accepted, to be said again. */
  void introducedWith(byte[] line) {
    ehlo = line;
  }

  byte[] ehlo() {
    return ehlo;
  }

  /**
   * From here on the message may be complete at the server: only a clear refusal is certain.
   *
   * @return false where the message was called off: nothing more may be written
   */
  boolean crossBoundary() {
    consent.withheld().ifPresent(this::abort);
    boundaryCrossed = abortCause == null;
    if (boundaryCrossed) {
      transcript.note("(content)");
    }
    return boundaryCrossed;
  }

  /** What became of the message is proven, for instance that it cannot be complete. */
  void resolveBoundary() {
    boundaryCrossed = false;
  }

  boolean isBehindBoundary() {
    return boundaryCrossed;
  }

  /** Whatever goes wrong from now on, this is why; the first one counts. */
  void abort(FailureCause why) {
    if (abortCause == null) {
      abortCause = why;
    }
  }

  /** Why the conversation will have been broken off, where that is our own choice. */
  void endsBy(SessionEnd why) {
    end = why;
  }

  SessionEnd end() {
    return end;
  }

  /** The server said something else than we hoped for. */
  SmtpFailure refused(SmtpSendStage whose, SmtpReply reply, String hint) {
    String text = endpointKey + " answered " + reply + " at " + whose + hint;
    return failure(text, FailureTable.refused(whose, reply), null);
  }

  /** We found a reason not to go on; nothing was lost. */
  SmtpFailure found(String text, FailureCause cause, @Nullable Throwable exception) {
    return failure(text, FailureTable.before(stage, cause), exception);
  }

  /** The conversation is over. */
  SmtpFailure over(String text, FailureCause cause, @Nullable Throwable exception) {
    FailureCause why = unlessAborted(cause);
    SmtpFailureClassification classification =
        boundaryCrossed ? FailureTable.behind(why) : FailureTable.before(stage, why);
    return failure(endpointKey + ": " + text + " at " + stage, classification, exception);
  }

  SmtpFailure lost(IOException e) {
    return over(Causes.text(e), Causes.of(e), e);
  }

  SmtpFailure lostInHandshake(IOException e) {
    String text = e instanceof SSLException ? "TLS failed: " + Causes.text(e) : Causes.text(e);
    return over(text, Causes.ofHandshake(e), e);
  }

  private FailureCause unlessAborted(FailureCause cause) {
    FailureCause aborted = abortCause;
    return aborted == null ? cause : aborted;
  }

  private SmtpFailure failure(
      String text, SmtpFailureClassification classification, @Nullable Throwable exception) {
    return new SmtpFailure(text, classification, exception).in(endpointKey, transcript.lines());
  }
}
