package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.smtpra.SmtpConnection;

/** Takes a lease and keeps it beyond the request, as a leaking application does. */
@ApplicationScoped
@Named("takeLease")
public class TakeLease implements Action {

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Leases leases;

  @Override
  public void run(Request request, Answer answer) throws Exception {
    SmtpConnection lease = request.factory().getConnection();
    leases.keep(request.text("lease"), lease);
    answer.with("endpoint", lease.endpointKey()).with("thread", Thread.currentThread().getName());
  }
}
