package org.smtpra.event;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.smtpra.SmtpSendStage;

/**
 * Where the time of a piece of work went: the opening of a session, or the sending of a message
 * over it.
 *
 * @param stages the time in each stage that was reached, in the order of the conversation
 * @param roundTrips how often we wrote and then waited for what the server says
 */
public record ConversationTimes(Map<SmtpSendStage, Duration> stages, int roundTrips) {

  /** Copies. */
  public ConversationTimes {
    stages = stages.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(stages));
  }
}
