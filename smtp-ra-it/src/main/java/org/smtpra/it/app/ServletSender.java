package org.smtpra.it.app;

import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;

/**
 * Sends as the servlet itself would.
 *
 * @param factory what the servlet had injected
 */
record ServletSender(SmtpConnectionFactory factory) implements Sender {

  @Override
  public SmtpSendResult send(SmtpConnectionFactory by, Letter letter)
      throws SmtpSendFailedException {
    return by.send(letter.message(by));
  }

  @Override
  public SmtpSubmission submit(SmtpConnectionFactory by, Letter letter) {
    return by.sendAsync(letter.message(by));
  }
}
