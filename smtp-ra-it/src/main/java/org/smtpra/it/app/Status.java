package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.smtpra.SmtpFactoryStatus;

/** Answers with a factory's figures. */
@ApplicationScoped
@Named("status")
public class Status implements Action {

  @Override
  public void run(Request request, Answer answer) throws Exception {
    SmtpFactoryStatus status = request.factory().status();
    answer
        .with("openSessions", status.openSessions())
        .with("sessionsOpened", status.sessionsOpened())
        .with("sent", status.sent())
        .with("failures", status.failures())
        .with("leases", status.leases());
  }
}
