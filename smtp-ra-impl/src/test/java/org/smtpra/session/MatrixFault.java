package org.smtpra.session;

import org.smtpra.testkit.Fault;

/**
 * A fault of the matrix.
 *
 * @param text as the report shows it
 * @param fault what the server does
 * @param meaning what it must be taken for
 */
record MatrixFault(String text, Fault fault, Meaning meaning) {

  /** Classes of faults that mean the same whatever their words. */
  enum Meaning {
    /** No fault, or one that a client must not mind. */
    NONE,
    FOR_NOW,
    FOR_GOOD,
    /** The farewell 421, or x.4.x: behind the boundary it is no answer to the content. */
    DOUBTFUL,
    LOST,
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

  @Override
  public String toString() {
    return text;
  }
}
