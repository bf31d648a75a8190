package org.smtpra.it.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Named;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;

/** Sends inside the JTA transaction that the container begins around an EJB's methods. */
@Stateless
@Local(Sender.class)
@Named("ejb")
public class SessionBeanSender implements Sender {

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
