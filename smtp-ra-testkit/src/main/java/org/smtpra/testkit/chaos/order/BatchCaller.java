package org.smtpra.testkit.chaos.order;

import java.util.List;

/** Sends several messages in one call. Thread safe. */
@FunctionalInterface
public interface BatchCaller {

  /**
   * Makes one call for all of them, in the manner of the first.
   *
   * @return what the caller was told of each, in their order
   */
  List<CallOutcome> call(List<MailOrder> batch);
}
