package org.smtpra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How one message is to be sent. Immutable and thread safe. */
public final class SmtpSendOptions {

  private static final int MOST_RETRIES = 10;
  private static final SmtpSendOptions DEFAULTS = new SmtpSendOptions(new Builder());

  private final @Nullable String envelopeFrom;
  private final List<String> envelopeRecipients;
  private final @Nullable Duration deadline;
  private final @Nullable SmtpRecipientPolicy recipientPolicy;

  private final @Nullable SmtpDsnRequest dsn;
  private final boolean requireTls;
  private final @Nullable Integer maxRetryAttempts;

  private SmtpSendOptions(Builder builder) {
    envelopeFrom = builder.envelopeFrom;
    envelopeRecipients = builder.envelopeRecipients;
    deadline = builder.deadline;
    recipientPolicy = builder.recipientPolicy;
    dsn = builder.dsn;
    requireTls = builder.requireTls;
    maxRetryAttempts = builder.maxRetryAttempts;
  }

  /**
   * Sends as the message's headers and the factory's configuration say.
   *
   * @return the options that {@link SmtpConnectionFactory#send(jakarta.mail.internet.MimeMessage)}
   *     uses
   */
  public static SmtpSendOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Starts from the defaults.
   *
   * @return a new builder, not thread safe
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The address of MAIL FROM, to which bounces go.
   *
   * @return the address without angle brackets, an empty text for the null reverse-path {@code <>},
   *     nothing to take it from the message ({@code Sender}, else the first {@code From})
   */
  public Optional<String> envelopeFrom() {
    return Optional.ofNullable(envelopeFrom);
  }

  /**
   * The addresses of RCPT TO.
   *
   * @return the addresses without angle brackets; empty to take them from the message ({@code To},
   *     {@code Cc}, {@code Bcc})
   */
  public List<String> envelopeRecipients() {
    return envelopeRecipients;
  }

  /**
   * The longest time the whole call may take.
   *
   * @return the time from the call, nothing where only the configured time-outs bound it
   */
  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /**
   * What to do when some recipients are refused.
   *
   * @return the policy, nothing for the one that is configured on the factory
   */
  public Optional<SmtpRecipientPolicy> recipientPolicy() {
    return Optional.ofNullable(recipientPolicy);
  }

  /**
   * The delivery status notifications to ask for.
   *
   * @return the request, nothing to leave notifications to the servers
   */
  public Optional<SmtpDsnRequest> dsn() {
    return Optional.ofNullable(dsn);
  }

  /**
   * Tells whether every hop of the message must use verified TLS (RFC 8689).
   *
   * @return true if REQUIRETLS is asked for
   */
  public boolean requireTls() {
    return requireTls;
  }

  /**
   * How often the message is sent again where that cannot deliver it twice.
   *
   * @return attempts after the first one, empty for as many as are configured on the factory
   */
  public OptionalInt maxRetryAttempts() {
    return maxRetryAttempts == null ? OptionalInt.empty() : OptionalInt.of(maxRetryAttempts);
  }

  /** Collects options. Not thread safe. */
  public static final class Builder {

    private @Nullable String envelopeFrom;
    private List<String> envelopeRecipients = List.of();
    private @Nullable Duration deadline;
    private @Nullable SmtpRecipientPolicy recipientPolicy;

    private @Nullable SmtpDsnRequest dsn;
    private boolean requireTls;
    private @Nullable Integer maxRetryAttempts;

    private Builder() {}

    /**
     * Sets the address of MAIL FROM.
     *
     * @param address the address without angle brackets; an empty text for the null reverse-path
     * @return this
     */
    public Builder envelopeFrom(String address) {
      envelopeFrom = Objects.requireNonNull(address, "address");
      return this;
    }

    /**
     * Sets the addresses of RCPT TO, in this order; duplicates are sent once.
     *
     * @param addresses at least one address, without angle brackets
     * @return this
     * @throws IllegalArgumentException if there is none
     */
    public Builder envelopeRecipients(Collection<String> addresses) {
      Objects.requireNonNull(addresses, "addresses");
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException(
            "envelopeRecipients is empty: name at least one address, or leave the option out to use"
                + " the message's To, Cc and Bcc");
      }
      List<String> copy = new ArrayList<>(addresses.size());
      for (String address : addresses) {
        copy.add(Objects.requireNonNull(address, "addresses[" + copy.size() + "]"));
      }
      envelopeRecipients = List.copyOf(copy);
      return this;
    }

    /**
     * Bounds the whole call. When it passes after the message may have been handed over, the
     * failure is {@link SmtpFailureKind#UNKNOWN_AFTER_DATA}.
     *
     * @param time the longest time, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Builder deadline(Duration time) {
      Objects.requireNonNull(time, "time");
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(
            "deadline is " + time + ": it must be more than PT0S, for instance PT30S");
      }
      deadline = time;
      return this;
    }

    /**
     * Sets what to do when some recipients are refused.
     *
     * @param policy the policy for this send
     * @return this
     */
    public Builder recipientPolicy(SmtpRecipientPolicy policy) {
      recipientPolicy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Asks for delivery status notifications (RFC 3461).
     *
     * @param request when, and how much of the message they hold
     * @return this
     */
    public Builder dsn(SmtpDsnRequest request) {
      dsn = Objects.requireNonNull(request, "request");
      return this;
    }

    /**
     * Asks that every hop of the message uses verified TLS (RFC 8689). The send fails with {@link
     * SmtpFailureReason#EXTENSION_MISSING} where the server does not offer REQUIRETLS under TLS.
     *
     * @return this
     */
    public Builder requireTls() {
      requireTls = true;
      return this;
    }

    /**
     * Sets how often the message is sent again, after a failure that shows that no server has it.
     * Counts for sends by the factory: a send over a lease that the application holds is never
     * repeated, because nobody may wait while holding a lease.
     *
     * @param attempts attempts after the first one, 0 to 10; 0 for none
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxRetryAttempts(int attempts) {
      if (attempts < 0 || attempts > MOST_RETRIES) {
        throw new IllegalArgumentException(
            "maxRetryAttempts is " + attempts + ": allowed is 0 to " + MOST_RETRIES);
      }
      maxRetryAttempts = attempts;
      return this;
    }

    /**
     * Builds the options.
     *
     * @return immutable options
     */
    public SmtpSendOptions build() {
      return new SmtpSendOptions(this);
    }
  }
}
