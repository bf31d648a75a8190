package org.smtpra.it.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;

/** The recipe of docs/how-to/transactions.md, and what happens without it. */
@ApplicationScoped
public class Orders {

  @SuppressWarnings("NullAway.Init") // the container sets it
  @Resource(name = "smtp/main", shareable = false)
  private SmtpConnectionFactory smtp;

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Event<OrderPlaced> placed;

  /** Announces the confirmation; {@link OrderConfirmations} sends it once the order is kept. */
  @Transactional
  public void place(Letter confirmation, boolean refused) {
    placed.fire(new OrderPlaced(confirmation));
    failIf(refused);
  }

  /** Sends the confirmation at once: a rollback does not recall it. */
  @Transactional
  public void placeAndConfirmInside(Letter confirmation, boolean refused)
      throws SmtpSendFailedException {
    smtp.send(confirmation.message(smtp));
    failIf(refused);
  }

  private static void failIf(boolean refused) {
    if (refused) {
      throw new OrderRefusedException();
    }
  }
}
