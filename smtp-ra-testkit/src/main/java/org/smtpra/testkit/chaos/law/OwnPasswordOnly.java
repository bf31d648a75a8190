package org.smtpra.testkit.chaos.law;

import java.util.Optional;
import java.util.stream.Stream;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.ChaosUser;
import org.smtpra.testkit.chaos.order.MailOrder;

/**
 * One user's wrong password is that user's alone: he never sends, nobody else is told that a
 * password is wrong, and no message goes out in another user's session.
 */
final class OwnPasswordOnly implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.orders().stream()
        .flatMap(
            order ->
                record.outcome(order).stream()
                    .flatMap(outcome -> problem(record, order, outcome).stream())
                    .map(text -> Violation.of(this, order.number(), text)));
  }

  private static Optional<String> problem(RunRecord record, MailOrder order, CallOutcome outcome) {
    ChaosUser user = order.manner().user().orElse(ChaosUser.CLERK);
    boolean refused =
        outcome
            .failure()
            .filter(f -> f.reason() == SmtpFailureReason.AUTHENTICATION_REFUSED)
            // A server may also forget who signed in, and say so at MAIL.
            .filter(f -> f.stage() == SmtpSendStage.AUTHENTICATE)
            .isPresent();
    if (user == ChaosUser.MALLORY && outcome.isSent()) {
      return Optional.of("sent with a wrong password");
    } else if (user != ChaosUser.MALLORY && refused) {
      return Optional.of(user + " was told that the password is wrong, and it is right");
    }
    return record.copies(order).stream()
        .map(copy -> copy.mail().authenticatedUser())
        .filter(name -> !name.isEmpty() && !name.equals(user.userName()))
        .map(name -> "sent by " + user + " in the session of " + name)
        .findFirst();
  }
}
