package org.smtpra.message;

import java.util.UUID;

/** Identities of messages (RFC 5322 section 3.6.4). */
public final class MessageId {
  private MessageId() {}

  /** One that no other message has, with its angle brackets. */
  public static String unique() {
    return "<" + UUID.randomUUID() + "@smtp-ra>";
  }
}
