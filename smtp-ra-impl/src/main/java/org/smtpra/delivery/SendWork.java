package org.smtpra.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.smtpra.SmtpFailureKind;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.NextMessage;
import org.smtpra.session.SmtpSession;
import org.smtpra.session.TransactionResult;

/**
 * Hands a message over, and with it what the session takes of those that follow. Used by one
 * thread.
 */
final class SendWork implements SessionWork<SendAttempt.Sent> {

  private final PreparedMessage message;
  private final Followers behind;
  private final HandOver handOver;
  private final Predicate<PooledSession> mayCarryAnother;

  /** What those that went with it have failed by, where a host may be to blame. */
  private final List<SmtpFailure> failures = new ArrayList<>();

  SendWork(
      PreparedMessage message,
      Followers behind,
      HandOver handOver,
      Predicate<PooledSession> mayCarryAnother) {
    this.message = message;
    this.behind = behind;
    this.handOver = handOver;
    this.mayCarryAnother = mayCarryAnother;
  }

  @Override
  public SendAttempt.Sent with(PooledSession ready) throws SmtpFailure {
    failures.clear();
    Optional<SmtpFailure> own = Optional.empty();
    try {
      return handOver.of(message, behind.waiting(index -> next(index, ready)), ready);
    } catch (SmtpFailure e) {
      own = Optional.of(e);
      throw e;
    } finally {
      blame(ready, own.filter(SendWork::isDoubt).isPresent());
    }
  }

  @Override
  public boolean isAwaitedBy(SmtpSession session) {
    return session.awaits(message.outgoing());
  }

  private NextMessage next(int index, PooledSession ready) {
    PreparedMessage follower = behind.message(index);
    BooleanSupplier mayFollow = () -> mayCarryAnother.test(ready) && handOver.mayFollow(ready);
    return new NextMessage(follower.outgoing(), follower.limit(), mayFollow, verdict(index, ready));
  }

  private NextMessage.Verdict verdict(int index, PooledSession ready) {
    return new NextMessage.Verdict() {
      @Override
      public void taken(TransactionResult result) {
        behind.taken(index, new SendAttempt.Sent(ready.endpointKey(), result));
        ready.place().sent();
      }

      /** Where no more is said than that the session is over, it goes over another one. */
      @Override
      public void failed(SmtpFailure failure) {
        if (!StaleSession.explains(failure, ready.session())) {
          behind.failed(index, failure);
          failures.add(failure);
        }
      }
    };
  }

  /** One lost connection is one strike, however many messages it has left in doubt. */
  private void blame(PooledSession ready, boolean struck) {
    boolean told = struck;
    for (SmtpFailure failure : failures) {
      if (!isDoubt(failure) || !told) {
        SendBlame.tell(ready.place(), failure, message.limit());
        told |= isDoubt(failure);
      }
    }
  }

  private static boolean isDoubt(SmtpFailure failure) {
    return failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
  }
}
