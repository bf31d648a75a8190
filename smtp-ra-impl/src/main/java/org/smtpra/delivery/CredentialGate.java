package org.smtpra.delivery;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.ChangeSignal;
import org.smtpra.host.CredentialCooldowns;
import org.smtpra.session.SignInGate;
import org.smtpra.transport.Deadline;

/**
 * Lets one session at a time try credentials that no server has accepted yet; when they are
 * refused, the others are told so without trying. Thread safe.
 */
public final class CredentialGate implements SignInGate {

  private final CredentialCooldowns cooldowns;
  private final ChangeSignal signal;

  /**
   * Creates a gate.
   *
   * @param cooldowns knows what came of earlier attempts
   * @param signal wakes those who wait
   */
  public CredentialGate(CredentialCooldowns cooldowns, ChangeSignal signal) {
    this.cooldowns = cooldowns;
    this.signal = signal;
  }

  @Override
  public void enter(Credentials credentials, Deadline limit, BooleanSupplier calledOff)
      throws SmtpFailure {
    while (true) {
      long seen = signal.version();
      if (cooldowns.admit(credentials)) {
        return;
      }
      if (calledOff.getAsBoolean()) {
        throw failure(FailureCause.SHUTDOWN, "the session was given up before it was signed in");
      }
      if (limit.hasPassed()) {
        throw failure(
            FailureCause.TIMEOUT,
            "another session has tried the same user and password for too long");
      }
      await(seen, Duration.ofNanos(limit.remainingNanos()));
    }
  }

  private void await(long seen, Duration atMost) throws SmtpFailure {
    try {
      signal.await(seen, atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureCause.CANCELLED, "interrupted while waiting to sign in");
    }
  }

  private static SmtpFailure failure(FailureCause cause, String text) {
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.AUTHENTICATE, cause), null);
  }

  @Override
  public void accepted(Credentials credentials) {
    cooldowns.accepted(credentials);
    signal.changed();
  }

  @Override
  public void refused(Credentials credentials, SmtpFailure failure) {
    cooldowns.refused(credentials, failure);
    signal.changed();
  }

  @Override
  public void untold(Credentials credentials) {
    cooldowns.untold(credentials);
    signal.changed();
  }
}
