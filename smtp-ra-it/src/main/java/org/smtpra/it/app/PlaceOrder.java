package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Places an order in a JTA transaction that then commits or is rolled back, as {@code outcome}
 * says; the confirmation is sent {@code inside} the transaction or {@code afterSuccess}.
 */
@ApplicationScoped
@Named("placeOrder")
public class PlaceOrder implements Action {

  @SuppressWarnings("NullAway.Init")
  @Inject
  private Orders orders;

  @Override
  public void run(Request request, Answer answer) throws Exception {
    boolean rollback = request.text("outcome").equals("rollback");
    Letter letter = request.letter();
    try {
      if (request.text("confirm").equals("inside")) {
        orders.placeAndConfirmInside(letter, rollback);
      } else {
        orders.place(letter, rollback);
      }
      answer.with("outcome", "commit");
    } catch (OrderRefusedException e) {
      answer.with("outcome", "rollback");
    }
  }
}
