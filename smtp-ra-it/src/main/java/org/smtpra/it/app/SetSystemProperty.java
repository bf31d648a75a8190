package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Sets a system property of the server, as whoever rotates a secret may do. */
@ApplicationScoped
@Named("setSystemProperty")
public class SetSystemProperty implements Action {

  @Override
  public void run(Request request, Answer answer) {
    System.setProperty(request.text("name"), request.text("value"));
    answer.with("set", request.text("name"));
  }
}
