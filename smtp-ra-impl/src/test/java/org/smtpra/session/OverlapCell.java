package org.smtpra.session;

import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.session.MatrixSetting.Tls;
import org.smtpra.testkit.Stage;

/**
 * Three messages that overlap, and a fault at one of them.
 *
 * @param stage where it strikes
 * @param fault what the server does
 * @param struck at which message, the first is 1
 * @param tls how the connection is secured
 */
record OverlapCell(Stage stage, MatrixFault fault, int struck, Tls tls) {

  static final int MESSAGES = 3;

  boolean means(Meaning meaning) {
    return fault.meaning() == meaning;
  }

  /** Whether the server's words can be taken for those on another message. */
  boolean mayDisturbOthers() {
    return means(Meaning.OUT_OF_STEP) || fault.speaksOn() || fault.text().contains(", then ");
  }
}
