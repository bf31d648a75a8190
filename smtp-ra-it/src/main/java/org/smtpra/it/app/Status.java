package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpHostStatus;

/** Answers with a factory's figures, and those of each host by its endpoint key. */
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
        .with("leases", status.leases())
        .with("leasesTaken", status.leasesTaken());
    for (SmtpHostStatus host : status.hosts()) {
      answer
          .with("state " + host.endpointKey(), host.state())
          .with("openFailures " + host.endpointKey(), host.openFailures());
    }
  }
}
