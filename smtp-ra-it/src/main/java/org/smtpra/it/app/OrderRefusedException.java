package org.smtpra.it.app;

/** The order cannot be placed; unchecked, so that the JTA transaction is rolled back. */
public class OrderRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates it. */
  public OrderRefusedException() {
    super("the order was refused");
  }
}
