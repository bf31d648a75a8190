package org.smtpra.failure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome;
import org.smtpra.SmtpFailureClassification;

/**
 * A failure on its way from the wire to the caller; the delivery makes the public exception of it.
 * Immutable.
 */
public final class SmtpFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final SmtpFailureClassification classification;
  private final String endpointKey;
  private final transient List<RecipientOutcome> recipients;
  private final transient List<String> transcript;

  /**
   * Creates a failure that no host had a part in.
   *
   * @param message what happened, for a person
   * @param classification what happened, for a program
   * @param cause the exception behind it, if any
   */
  public SmtpFailure(
      String message, SmtpFailureClassification classification, @Nullable Throwable cause) {
    this(new Details(message, classification, cause), "", List.of(), List.of());
  }

  private SmtpFailure(
      Details details,
      String endpointKey,
      List<RecipientOutcome> recipients,
      List<String> transcript) {
    super(details.message, details.cause);
    this.classification = Objects.requireNonNull(details.classification, "classification");
    this.endpointKey = endpointKey;
    this.recipients = List.copyOf(recipients);
    this.transcript = List.copyOf(transcript);
  }

  /**
   * The same failure with the conversation in which it came up.
   *
   * @param endpoint {@code host:port}
   * @param lines the last lines, redacted
   * @return a new failure
   */
  public SmtpFailure in(String endpoint, List<String> lines) {
    return keepingTraces(new SmtpFailure(details(), endpoint, recipients, lines));
  }

  /**
   * The same failure with what became of the recipients.
   *
   * @param outcomes one a recipient
   * @return a new failure
   */
  public SmtpFailure withRecipients(List<RecipientOutcome> outcomes) {
    return keepingTraces(new SmtpFailure(details(), endpointKey, outcomes, transcript));
  }

  /**
   * The same failure with the time after which sending again makes sense.
   *
   * @param wait the time from now
   * @return a new failure
   */
  public SmtpFailure withRetryAfter(Duration wait) {
    Details details =
        new Details(
            Objects.requireNonNullElse(getMessage(), ""),
            classification.withRetryAfter(wait),
            getCause());
    return keepingTraces(new SmtpFailure(details, endpointKey, recipients, transcript));
  }

  private SmtpFailure keepingTraces(SmtpFailure copy) {
    copy.setStackTrace(getStackTrace());
    for (Throwable suppressed : getSuppressed()) {
      copy.addSuppressed(suppressed);
    }
    return copy;
  }

  private Details details() {
    return new Details(Objects.requireNonNullElse(getMessage(), ""), classification, getCause());
  }

  public SmtpFailureClassification classification() {
    return classification;
  }

  /** The host, or an empty text. */
  public String endpointKey() {
    return endpointKey;
  }

  public List<RecipientOutcome> recipients() {
    return recipients;
  }

  public List<String> transcript() {
    return transcript;
  }

  private record Details(
      String message, SmtpFailureClassification classification, @Nullable Throwable cause) {}
}
