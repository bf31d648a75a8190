package org.smtpra;

import jakarta.mail.internet.MimeMessage;
import java.util.Objects;

/**
 * What became of one message of {@link SmtpConnectionFactory#sendAll}. Immutable; as thread safe as
 * the message.
 */
public sealed interface SmtpSendOutcome {

  /**
   * Names the message.
   *
   * @return the object that the caller gave
   */
  MimeMessage message();

  /**
   * A server took the message.
   *
   * @param message the message
   * @param result what {@link SmtpConnectionFactory#send(MimeMessage)} would have returned
   */
  record Sent(MimeMessage message, SmtpSendResult result) implements SmtpSendOutcome {

    /** Refuses nulls. */
    public Sent {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(result, "result");
    }
  }

  /**
   * The message was not sent, or it is unknown whether it was.
   *
   * @param message the message
   * @param failure what {@link SmtpConnectionFactory#send(MimeMessage)} would have thrown; ask its
   *     {@linkplain SmtpSendFailedException#classification() classification} before sending again
   */
  record Failed(MimeMessage message, SmtpSendFailedException failure) implements SmtpSendOutcome {

    /** Refuses nulls. */
    public Failed {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * The batch had ended before the message's turn came: no server was told to deliver it, and it is
   * safe to send.
   *
   * @param message the message
   * @param classification why the batch ended, never of the kind {@link
   *     SmtpFailureKind#UNKNOWN_AFTER_DATA}
   */
  record NotAttempted(MimeMessage message, SmtpFailureClassification classification)
      implements SmtpSendOutcome {

    /** Refuses nulls. */
    public NotAttempted {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(classification, "classification");
    }
  }
}
