package org.smtpra.testkit.chaos.order;

/** Sends one message at a time, in this process or in another one. Thread safe. */
@FunctionalInterface
public interface MailCaller {

  /**
   * Makes the call that the order describes.
   *
   * @return what the caller was told; failures of the send are outcomes too
   */
  CallOutcome call(MailOrder order);
}
