package org.smtpra.session;

import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.testkit.Stage;

/**
 * A message alone, four in flight at once, and a fault at one of those.
 *
 * @param stage where it strikes
 * @param fault what the server does
 * @param struck at which message, the first is 1
 * @param tls how the connection is secured
 */
record WindowCell(Stage stage, MatrixFault fault, int struck, Tls tls) {

  static final int MESSAGES = 5;

  boolean means(Meaning meaning) {
    return fault.meaning() == meaning;
  }

  /**
   * At which occurrence of its stage: EHLO opens a session and ends a window, RSET comes between.
   */
  int occurrence() {
    return switch (stage) {
      case EHLO -> 2;
      case RSET -> struck - 2;
      default -> struck;
    };
  }

  /** Whether nothing but the struck message may suffer. */
  boolean sparesTheOthers() {
    return (means(Meaning.FOR_NOW) || means(Meaning.FOR_GOOD) || means(Meaning.NONE))
        && !fault.endsTheSession()
        && stage != Stage.RSET
        && stage != Stage.EHLO;
  }

  /** Whether a reply is in the wrong place, so that none of the window is believed. */
  boolean mayDisturbAll() {
    return means(Meaning.OUT_OF_STEP)
        || means(Meaning.NONSENSE)
        || means(Meaning.BDAT_UNKNOWN)
        || means(Meaning.RACE)
        || means(Meaning.STALLED)
        || fault.speaksOn()
        || fault.text().contains(", then ")
        || stage == Stage.RSET
        || stage == Stage.EHLO;
  }
}
