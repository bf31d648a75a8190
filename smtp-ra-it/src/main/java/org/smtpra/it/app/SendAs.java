package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;

/** Sends one message under the given user and password. */
@ApplicationScoped
@Named("sendAs")
public class SendAs implements Action {

  @Override
  public void run(Request request, Answer answer) throws Exception {
    SmtpConnectionFactory factory = request.factory();
    try (SmtpConnection lease =
        factory.getConnection(request.text("user"), request.text("password"))) {
      answer.with(lease.send(request.letter().message(factory)));
    }
  }
}
