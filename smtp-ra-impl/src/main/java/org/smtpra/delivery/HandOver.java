package org.smtpra.delivery;

import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.SmtpSession;

/** Gives a message to a ready session, as soon as its host's rate allows it. Thread safe. */
public final class HandOver {

  private final MessagePace pace;
  private final SmtpEventListener events;

  /**
   * Creates it.
   *
   * @param pace holds messages back where a host's rate is limited
   * @param events hears where the time went
   */
  public HandOver(MessagePace pace, SmtpEventListener events) {
    this.pace = pace;
    this.events = events;
  }

  SendAttempt.Sent of(PreparedMessage message, PooledSession ready) throws SmtpFailure {
    pace.await(ready, message.limit());
    SmtpSession session = ready.session();
    try {
      SendAttempt.Sent sent =
          new SendAttempt.Sent(
              ready.endpointKey(),
              session.send(
                  message.envelope(), message.content(), message.limit(), message.withdrawal()));
      ready.place().sent();
      return sent;
    } finally {
      events.sessionUsed(ready.endpointKey(), session.times());
    }
  }
}
