package org.smtpra;

import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import java.util.function.Function;

/**
 * How {@link SmtpConnectionFactory#sendAll} and {@link SmtpConnection#sendAll} send. Immutable; as
 * thread safe as the functions that it was given.
 */
public final class SmtpBatchOptions {

  private static final int MOST_LEASES = 100;
  private static final SmtpBatchOptions DEFAULTS = new SmtpBatchOptions(new Builder());

  private final int leases;
  private final Function<? super MimeMessage, SmtpSendOptions> sendOptions;
  private final SmtpBatchListener listener;

  private SmtpBatchOptions(Builder builder) {
    leases = builder.leases;
    sendOptions = builder.sendOptions;
    listener = builder.listener;
  }

  /**
   * One lease, {@link SmtpSendOptions#defaults()} for every message, no listener.
   *
   * @return the options
   */
  public static SmtpBatchOptions defaults() {
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
   * How many leases the batch uses at most.
   *
   * @return 1 or more
   */
  public int leases() {
    return leases;
  }

  /**
   * How one message is to be sent.
   *
   * @param message a message of the batch
   * @return what the function that was set returns, which may break its promise and be null
   */
  public SmtpSendOptions sendOptions(MimeMessage message) {
    return sendOptions.apply(message);
  }

  /**
   * Who hears of each decided message.
   *
   * @return the listener
   */
  public SmtpBatchListener listener() {
    return listener;
  }

  /** Collects options. Not thread safe. */
  public static final class Builder {

    private int leases = 1;
    private Function<? super MimeMessage, SmtpSendOptions> sendOptions =
        message -> SmtpSendOptions.defaults();
    private SmtpBatchListener listener = (outcome, decided, total) -> {};

    private Builder() {}

    /**
     * Sets how many leases the batch uses at most. The caller's own works at once; each further one
     * is taken by a thread of the application server's work manager, as long as messages are left
     * and the pool has one. A batch on a lease that the application holds uses that one only.
     *
     * @param most 1 to 100
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder leases(int most) {
      if (most < 1 || most > MOST_LEASES) {
        throw new IllegalArgumentException(
            "leases is " + most + ": allowed is 1 to " + MOST_LEASES);
      }
      leases = most;
      return this;
    }

    /**
     * Sets how every message is sent.
     *
     * @param options envelope, deadline and recipient policy of each
     * @return this
     */
    public Builder sendOptions(SmtpSendOptions options) {
      Objects.requireNonNull(options, "options");
      return sendOptions(message -> options);
    }

    /**
     * Sets how each message is sent.
     *
     * @param options gives the options of a message; asked once for each, when its turn comes, with
     *     several leases by several threads. A message for which it throws or returns null is not
     *     sent: {@link SmtpFailureReason#MESSAGE_INVALID}
     * @return this
     */
    public Builder sendOptions(Function<? super MimeMessage, SmtpSendOptions> options) {
      sendOptions = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Sets who hears of each decided message.
     *
     * @param hears the listener
     * @return this
     */
    public Builder listener(SmtpBatchListener hears) {
      listener = Objects.requireNonNull(hears, "hears");
      return this;
    }

    /**
     * Builds the options.
     *
     * @return immutable options
     */
    public SmtpBatchOptions build() {
      return new SmtpBatchOptions(this);
    }
  }
}
