package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Sends by a lease that an earlier request took. */
@ApplicationScoped
@Named("sendByLease")
public class SendByLease implements Action {

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Leases leases;

  @Override
  public void run(Request request, Answer answer) throws Exception {
    answer.with(
        leases.get(request.text("lease")).send(request.letter().message(request.factory())));
  }
}
