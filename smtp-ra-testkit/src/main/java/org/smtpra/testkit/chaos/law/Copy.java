package org.smtpra.testkit.chaos.law;

import org.smtpra.testkit.ReceivedMessage;

/**
 * A message that a server took responsibility for.
 *
 * @param host the server's endpoint key
 * @param mail what it has
 */
public record Copy(String host, ReceivedMessage mail) {}
