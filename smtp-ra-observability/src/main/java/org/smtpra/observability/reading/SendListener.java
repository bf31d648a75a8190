package org.smtpra.observability.reading;

import javax.management.openmbean.CompositeData;

/** Is told of messages, on threads that send them: it must not wait. */
public interface SendListener {

  /**
   * A message will be sent in the background; told on its caller's thread.
   *
   * @param messageId its identity, by which {@link #sent} tells of it later, on another thread
   */
  void submitted(String messageId);

  /**
   * A message is decided; told on the thread that has sent it.
   *
   * @param send what {@link SendNotice#of} reads
   */
  void sent(CompositeData send);
}
