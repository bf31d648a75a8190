package org.smtpra.delivery;

import java.time.Duration;
import java.util.List;
import org.smtpra.config.WireRules;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.NextMessage;
import org.smtpra.session.Outgoing;
import org.smtpra.session.SmtpSession;

/** Gives a message to a ready session, as soon as its host's rate allows it. Thread safe. */
public final class HandOver {

  private final MessagePace pace;
  private final WireRules wire;
  private final SmtpEventListener events;

  /**
   * Creates it.
   *
   * @param pace holds messages back where a host's rate is limited
   * @param wire how sessions use the wire
   * @param events hears where the time went
   */
  public HandOver(MessagePace pace, WireRules wire, SmtpEventListener events) {
    this.pace = pace;
    this.wire = wire;
    this.events = events;
  }

  /** {@code behind} is what is meant to follow in the same session. */
  SendAttempt.Sent of(PreparedMessage message, List<NextMessage> behind, PooledSession ready)
      throws SmtpFailure {
    SmtpSession session = ready.session();
    Outgoing outgoing = message.outgoing();
    if (!session.awaits(outgoing)) {
      pace.await(ready, message.limit());
    }
    try {
      SendAttempt.Sent sent =
          new SendAttempt.Sent(
              ready.endpointKey(),
              session.send(outgoing, behind, message.limit(), message.withdrawal()));
      ready.place().sent();
      return sent;
    } finally {
      events.sessionUsed(ready.endpointKey(), session.times());
    }
  }

  /** How many messages a session can make use of that are known at once. */
  int lookAhead() {
    return SmtpSession.mostAtOnce(wire);
  }

  /** Takes the turn of another message in this session if it comes at once. */
  boolean mayFollow(PooledSession ready) {
    return ready.place().takeTurn(Duration.ZERO).isZero();
  }
}
