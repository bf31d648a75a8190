package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.smtpra.SmtpConnectionFactory;

/**
 * Sends one message, or {@code count} of them one after another: {@code via} the EJB, the CDI bean
 * or the servlet, or by the factory of this name in JNDI.
 */
@ApplicationScoped
@Named("send")
public class Send implements Action {

  @SuppressWarnings("NullAway.Init")
  @Inject
  @Any
  private Instance<Sender> senders;

  @Override
  public void run(Request request, Answer answer) throws Exception {
    int count = Integer.parseInt(request.text("count", "1"));
    String via = request.text("via", "jndi");
    for (int i = 0; i < count; i++) {
      Letter letter =
          count == 1 ? request.letter() : request.letter(request.text("subject") + " " + i);
      switch (via) {
        case "jndi" -> send(request.factory(), letter, answer);
        case "servlet" ->
            send((SmtpConnectionFactory) request.http().getAttribute("servlet"), letter, answer);
        default -> answer.with(senders.select(new Names(via)).get().send(letter));
      }
    }
    answer.with("sent", count);
  }

  private static void send(SmtpConnectionFactory factory, Letter letter, Answer answer)
      throws Exception {
    answer.with(factory.send(letter.message(factory)));
  }
}
