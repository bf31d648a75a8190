package org.smtpra;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which delivery status notifications to ask the server for (RFC 3461). Immutable and thread safe.
 *
 * <pre>{@code
 * SmtpSendOptions.builder().dsn(SmtpDsnRequest.on(Notify.FAILURE, Notify.DELAY).headersOnly()).build();
 * }</pre>
 */
public final class SmtpDsnRequest {

  /** When a notification is wanted. */
  public enum Notify {
    /** When the message was delivered. */
    SUCCESS,
    /** When it could not be delivered. */
    FAILURE,
    /** When its delivery is delayed. */
    DELAY
  }

  private final Set<Notify> notify;
  private final @Nullable Boolean headersOnly;
  private final @Nullable String envelopeId;
  private final boolean required;

  private SmtpDsnRequest(
      Set<Notify> notify,
      @Nullable Boolean headersOnly,
      @Nullable String envelopeId,
      boolean required) {
    this.notify = notify;
    this.headersOnly = headersOnly;
    this.envelopeId = envelopeId;
    this.required = required;
  }

  /**
   * Asks for notifications in these cases, for every recipient.
   *
   * @param first when
   * @param more when else
   * @return a request that must be granted: a server that does not offer DSN is not used
   */
  public static SmtpDsnRequest on(Notify first, Notify... more) {
    return new SmtpDsnRequest(
        Collections.unmodifiableSet(EnumSet.of(first, more)), null, null, true);
  }

  /**
   * Asks the servers never to notify.
   *
   * @return a request that must be granted: a server that does not offer DSN is not used
   */
  public static SmtpDsnRequest never() {
    return new SmtpDsnRequest(Set.of(), null, null, true);
  }

  /**
   * Asks that notifications hold the headers of the message only.
   *
   * @return a new request
   */
  public SmtpDsnRequest headersOnly() {
    return new SmtpDsnRequest(notify, true, envelopeId, required);
  }

  /**
   * Asks that notifications of failure hold the whole message.
   *
   * @return a new request
   */
  public SmtpDsnRequest fullMessage() {
    return new SmtpDsnRequest(notify, false, envelopeId, required);
  }

  /**
   * Sets an identifier that notifications will repeat.
   *
   * @param id 1 to 100 printable ASCII characters
   * @return a new request
   * @throws IllegalArgumentException if it is anything else
   */
  public SmtpDsnRequest envelopeId(String id) {
    Objects.requireNonNull(id, "id");
    if (id.isEmpty() || id.length() > 100 || !id.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "envelopeId has " + id.length() + " characters: allowed are 1 to 100, printable ASCII");
    }
    return new SmtpDsnRequest(notify, headersOnly, id, required);
  }

  /**
   * Sends the message without the request where the server does not offer DSN, instead of failing
   * with {@link SmtpFailureReason#EXTENSION_MISSING}.
   *
   * @return a new request
   */
  public SmtpDsnRequest optional() {
    return new SmtpDsnRequest(notify, headersOnly, envelopeId, false);
  }

  /**
   * When a notification is wanted.
   *
   * @return the cases; empty for never
   */
  public Set<Notify> cases() {
    return notify;
  }

  /**
   * How much of the message a notification is to hold.
   *
   * @return true for the headers, false for all, nothing to leave it to the server
   */
  public Optional<Boolean> returnsHeadersOnly() {
    return Optional.ofNullable(headersOnly);
  }

  /**
   * The identifier that notifications repeat.
   *
   * @return the text as given
   */
  public Optional<String> envelopeId() {
    return Optional.ofNullable(envelopeId);
  }

  /**
   * Tells whether the send fails where DSN is not offered.
   *
   * @return true unless {@link #optional()} was called
   */
  public boolean isRequired() {
    return required;
  }
}
