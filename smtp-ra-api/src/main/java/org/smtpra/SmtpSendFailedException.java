package org.smtpra;

import static org.smtpra.RecipientOutcome.Disposition.ACCEPTED;
import static org.smtpra.RecipientOutcome.Disposition.DEFERRED;
import static org.smtpra.RecipientOutcome.Disposition.NOT_ATTEMPTED;
import static org.smtpra.RecipientOutcome.Disposition.REFUSED;
import static org.smtpra.RecipientOutcome.Disposition.UNKNOWN;

import jakarta.mail.Address;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.smtpra.RecipientOutcome.Disposition;

/**
 * A send that failed, or of which it is not known whether it succeeded. Ask {@link
 * #classification()} what may be done.
 *
 * <p>It is a checked exception, so in Jakarta EE it does <b>not</b> roll a JTA transaction back.
 * Where a failed send is to undo the transaction, say so: {@code @Transactional(rollbackOn =
 * SmtpSendFailedException.class)} on a CDI bean, or {@code EJBContext.setRollbackOnly()} in an EJB.
 *
 * <p>It extends Jakarta Mail's {@link SendFailedException}: code that catches {@link
 * jakarta.mail.MessagingException} goes on working, and so do its address lists, which also survive
 * serialization here. The cause is never a class of the application server's, so that the exception
 * can cross a remote call.
 */
public final class SmtpSendFailedException extends SendFailedException {

  private static final long serialVersionUID = 1L;

  private static final Set<Disposition> MAY_HAVE_IT = EnumSet.of(ACCEPTED, UNKNOWN);
  private static final Set<Disposition> DOES_NOT_HAVE_IT = EnumSet.of(DEFERRED, NOT_ATTEMPTED);
  private static final Set<Disposition> WILL_NEVER_HAVE_IT = EnumSet.of(REFUSED);

  private final SmtpFailureClassification classification;
  private final int attempts;
  private final String endpointKey;
  private final String messageId;
  private final List<RecipientOutcome> recipients;
  private final List<String> transcript;

  private SmtpSendFailedException(Builder builder) {
    super(builder.message, builder.cause);
    classification = builder.classification;
    attempts = builder.attempts;
    endpointKey = builder.endpointKey;
    messageId = builder.messageId;
    recipients = builder.recipients;
    transcript = builder.transcript;
  }

  /**
   * Starts an exception. Applications need it only to imitate a factory in their own tests.
   *
   * @param message what happened, for a person
   * @param classification what happened, for a program
   * @return a new builder, not thread safe
   */
  public static Builder builder(String message, SmtpFailureClassification classification) {
    return new Builder(message, classification);
  }

  /**
   * What happened, and whether the message may be sent again.
   *
   * @return the classification
   */
  public SmtpFailureClassification classification() {
    return classification;
  }

  /**
   * How many attempts were made.
   *
   * @return 0 where no lease was had, else 1 or more
   */
  public int attempts() {
    return attempts;
  }

  /**
   * The host of the last attempt.
   *
   * @return {@code host:port}, an empty text where no host was reached
   */
  public String endpointKey() {
    return endpointKey;
  }

  /**
   * The message's identity, the same when it is sent again.
   *
   * @return the Message-ID with its angle brackets, an empty text where the failure came before it
   *     was known
   */
  public String messageId() {
    return messageId;
  }

  /**
   * What became of each recipient.
   *
   * @return one outcome a recipient, in the order of the envelope; empty where the failure came
   *     before the envelope was known
   */
  public List<RecipientOutcome> recipients() {
    return recipients;
  }

  /**
   * The last lines of the conversation, without secrets and without content.
   *
   * @return lines that begin with {@code C:} (ours) or {@code S:} (the server's); may be empty
   */
  public List<String> transcript() {
    return transcript;
  }

  /**
   * To whom the same message may be sent again without delivering it twice. Where the message, its
   * sender or the configuration is what was refused, nobody: the same message would fail again.
   *
   * @return addresses of {@link #recipients()}; never one that may have the message
   */
  public List<String> recipientsToSendAgain() {
    boolean sameFailureAgain =
        classification.kind() == SmtpFailureKind.PERMANENT_FAILURE
            && classification.reason() != SmtpFailureReason.RECIPIENTS_REFUSED;
    return sameFailureAgain ? List.of() : addresses(DOES_NOT_HAVE_IT);
  }

  /** The recipients who have the message, or may have it. */
  @Override
  public Address[] getValidSentAddresses() {
    return mailAddresses(MAY_HAVE_IT);
  }

  /** The recipients who do not have the message, but were not refused for good. */
  @Override
  public Address[] getValidUnsentAddresses() {
    return mailAddresses(DOES_NOT_HAVE_IT);
  }

  /** The recipients who were refused for good. */
  @Override
  public Address[] getInvalidAddresses() {
    return mailAddresses(WILL_NEVER_HAVE_IT);
  }

  private List<String> addresses(Set<Disposition> dispositions) {
    return recipients.stream()
        .filter(outcome -> dispositions.contains(outcome.disposition()))
        .map(RecipientOutcome::address)
        .toList();
  }

  private Address[] mailAddresses(Set<Disposition> dispositions) {
    return addresses(dispositions).stream()
        .map(SmtpSendFailedException::mailAddress)
        .toArray(Address[]::new);
  }

  /** Sets the address as it is: it may be one that was refused for its syntax. */
  private static Address mailAddress(String address) {
    InternetAddress result = new InternetAddress();
    result.setAddress(address);
    return result;
  }

  /** Collects the parts of an exception. Not thread safe. */
  public static final class Builder {

    private final String message;
    private final SmtpFailureClassification classification;
    private @Nullable Exception cause;
    private int attempts;
    private String endpointKey = "";
    private String messageId = "";
    private List<RecipientOutcome> recipients = List.of();
    private List<String> transcript = List.of();

    private Builder(String message, SmtpFailureClassification classification) {
      this.message = Objects.requireNonNull(message, "message");
      this.classification = Objects.requireNonNull(classification, "classification");
    }

    /**
     * Sets the cause.
     *
     * @param value an exception of the JDK's, Jakarta Mail's or this package's classes; null for
     *     none
     * @return this
     */
    public Builder cause(@Nullable Exception value) {
      cause = value;
      return this;
    }

    /**
     * Sets the number of attempts.
     *
     * @param value 0 or more
     * @return this
     */
    public Builder attempts(int value) {
      attempts = value;
      return this;
    }

    /**
     * Sets the host.
     *
     * @param value {@code host:port}, or an empty text
     * @return this
     */
    public Builder endpointKey(String value) {
      endpointKey = Objects.requireNonNull(value, "endpointKey");
      return this;
    }

    /**
     * Sets the message's identity.
     *
     * @param value the Message-ID, or an empty text
     * @return this
     */
    public Builder messageId(String value) {
      messageId = Objects.requireNonNull(value, "messageId");
      return this;
    }

    /**
     * Sets the outcomes.
     *
     * @param value one outcome a recipient
     * @return this
     */
    public Builder recipients(List<RecipientOutcome> value) {
      recipients = List.copyOf(value);
      return this;
    }

    /**
     * Sets the last lines of the conversation.
     *
     * @param value redacted lines
     * @return this
     */
    public Builder transcript(List<String> value) {
      transcript = List.copyOf(value);
      return this;
    }

    /**
     * Builds the exception.
     *
     * @return the exception, ready to be thrown
     */
    public SmtpSendFailedException build() {
      return new SmtpSendFailedException(this);
    }
  }
}
