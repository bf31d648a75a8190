package org.smtpra.session;

import org.smtpra.testkit.Fault;

/**
 * A fault of the matrix.
 *
 * @param text as the report shows it
 * @param fault what the server does
 * @param meaning what it must be taken for
 * @param nth at which occurrence of its stage in the message, the first is 1
 */
record MatrixFault(String text, Fault fault, Meaning meaning, int nth) {

  /** Classes of faults that mean the same whatever their words. */
  enum Meaning {
    /** No fault, or one that a client must not mind. */
    NONE,
    FOR_NOW,
    FOR_GOOD,
    /** The farewell 421, or x.4.x: behind the boundary it is no answer to the content. */
    DOUBTFUL,
    LOST,
    /** Lost within the content, and the server keeps what it has of it. */
    KEPT_WITHOUT_END,
    STALLED,
    NONSENSE,
    /** 500 or 502 to BDAT. */
    BDAT_UNKNOWN,
    /** A reply too many: what is sent after it may be sent at the wrong moment. */
    OUT_OF_STEP,
    /** The outcome depends on what arrives first: only the law is checked. */
    RACE,
    /** The server's word is not true: nobody can be blamed for believing it. */
    LIE
  }

  MatrixFault(String text, Fault fault, Meaning meaning) {
    this(text, fault, meaning, 1);
  }

  /** The same at a later occurrence. */
  MatrixFault at(int occurrence) {
    return new MatrixFault("no. " + occurrence + ": " + text, fault, meaning, occurrence);
  }

  /** Whether nothing more can be said after it, although it is a proper reply. */
  boolean endsTheSession() {
    return endsTheSession(fault);
  }

  private static boolean endsTheSession(Fault fault) {
    if (fault instanceof Fault.Reply reply) {
      return reply.lines().get(0).matches("(221|421|521) .*");
    } else if (fault instanceof Fault.Accepting accepting) {
      return endsTheSession(accepting.fault());
    } else if (fault instanceof Fault.AfterOctets later) {
      return endsTheSession(later.fault());
    }
    return fault instanceof Fault.ReplyThenClose || isFarewellWithMore(fault);
  }

  private static boolean isFarewellWithMore(Fault fault) {
    return fault instanceof Fault.ReplyThenExtra reply && reply.line().startsWith("421");
  }

  /** Whether the server reads no more, so that only much content can be stuck. */
  boolean stopsReading() {
    return fault instanceof Fault.AfterOctets later && later.fault() instanceof Fault.StopReading;
  }

  /** Within the content: whether the server says something and goes on. */
  boolean speaksOn() {
    return fault instanceof Fault.AfterOctets later
        && (later.fault() instanceof Fault.Reply || later.fault() instanceof Fault.GarbageLine);
  }

  /** Whether it is nothing without TLS 1.3. */
  boolean renewsKeys() {
    return text.equals(MatrixFaults.KEY_UPDATE);
  }

  @Override
  public String toString() {
    return text;
  }
}
