package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Gives a lease back that an earlier request took. */
@ApplicationScoped
@Named("closeLease")
public class CloseLease implements Action {

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Leases leases;

  @Override
  public void run(Request request, Answer answer) {
    leases.remove(request.text("lease")).close();
  }
}
