package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.smtpra.SmtpConnectionFactory;

/**
 * Sends one message, or {@code count} of them one after another, {@code via} the EJB, the CDI bean
 * or the servlet; by the factory that this component had injected, or by the {@code factory} of
 * this name in JNDI.
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
    Sender sender = sender(request);
    SmtpConnectionFactory by = request.has("factory") ? request.factory() : sender.factory();
    int count = Integer.parseInt(request.text("count", "1"));
    for (int i = 0; i < count; i++) {
      Letter letter =
          count == 1 ? request.letter() : request.letter(request.text("subject") + " " + i);
      answer.with(sender.send(by, letter));
    }
  }

  private Sender sender(Request request) {
    String via = request.text("via", "servlet");
    return via.equals("servlet")
        ? new ServletSender((SmtpConnectionFactory) request.http().getAttribute("servlet"))
        : senders.select(new Names(via)).get();
  }
}
