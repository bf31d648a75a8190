package org.smtpra.testkit;

import java.util.Optional;

/** How much the server takes before it refuses; {@link #NONE} stands for everything. */
record ServerLimits(Limit messages, Limit recipients) {
  static final ServerLimits NONE =
      new ServerLimits(new Limit(Integer.MAX_VALUE, ""), new Limit(Integer.MAX_VALUE, ""));

  /** The reply to whatever comes after so many. */
  record Limit(int most, String reply) {
    Optional<String> refusalAfter(int count) {
      return count >= most ? Optional.of(reply) : Optional.empty();
    }
  }

  ServerLimits withMessages(int most, String reply) {
    return new ServerLimits(new Limit(most, reply), recipients);
  }

  ServerLimits withRecipients(int most, String reply) {
    return new ServerLimits(messages, new Limit(most, reply));
  }
}
