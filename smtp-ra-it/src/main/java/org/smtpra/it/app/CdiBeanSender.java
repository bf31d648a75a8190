package org.smtpra.it.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;

/** Sends outside of any JTA transaction. */
@ApplicationScoped
@Named("cdi")
public class CdiBeanSender implements Sender {

  @SuppressWarnings("NullAway.Init") // the container sets it
  @Resource(name = "smtp/main", shareable = false)
  private SmtpConnectionFactory smtp;

  @Override
  public SmtpConnectionFactory factory() {
    return smtp;
  }

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
