package org.smtpra.it.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;

/** Sends the confirmation of an order after the JTA transaction has committed. */
@ApplicationScoped
public class OrderConfirmations {

  private static final Logger LOG = System.getLogger("org.smtpra.it.app");

  @SuppressWarnings("NullAway.Init") // the container sets it
  @Resource(name = "smtp/main", shareable = false)
  private SmtpConnectionFactory smtp;

  /** Nobody hears what an observer of this phase throws: it must deal with a failure itself. */
  void send(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderPlaced order) {
    try {
      smtp.send(order.confirmation().message(smtp));
    } catch (SmtpSendFailedException e) {
      LOG.log(Level.ERROR, "no confirmation was sent: " + e.classification(), e);
    }
  }
}
