package org.smtpra.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.smtpra.failure.SmtpFailure;

/** Passes on what a message that went with another one is told: nothing for a success. */
record ToldVerdict(Consumer<Optional<SmtpFailure>> hearer) implements NextMessage.Verdict {

  @Override
  public void taken(TransactionResult result) {
    hearer.accept(Optional.empty());
  }

  @Override
  public void failed(SmtpFailure failure) {
    hearer.accept(Optional.of(failure));
  }
}
