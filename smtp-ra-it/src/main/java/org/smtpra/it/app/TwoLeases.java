package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;

/** Takes two leases in one JTA transaction and sends by both in turns. */
@ApplicationScoped
@Named("twoLeases")
public class TwoLeases implements Action {

  @Override
  @Transactional
  public void run(Request request, Answer answer) throws Exception {
    SmtpConnectionFactory factory = request.factory();
    try (SmtpConnection longer = factory.getConnection()) {
      try (SmtpConnection shorter = factory.getConnection()) {
        answer.with(longer.send(request.letter("longer 1").message(factory)));
        answer.with(shorter.send(request.letter("shorter 1").message(factory)));
        answer.with(longer.send(request.letter("longer 2").message(factory)));
        answer.with(shorter.send(request.letter("shorter 2").message(factory)));
      }
      answer.with(longer.send(request.letter("longer 3").message(factory)));
    }
  }
}
