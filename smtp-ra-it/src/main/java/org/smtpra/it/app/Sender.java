package org.smtpra.it.app;

import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;

/** A component that had its connection factory injected; the name of the bean says which kind. */
public interface Sender {

  /** The injected factory. */
  SmtpConnectionFactory factory();

  /** Sends by a factory, within whatever the container puts around this call. */
  SmtpSendResult send(SmtpConnectionFactory by, Letter letter) throws SmtpSendFailedException;

  /** Submits by a factory, within whatever the container puts around this call. */
  SmtpSubmission submit(SmtpConnectionFactory by, Letter letter);
}
