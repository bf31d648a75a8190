package org.smtpra;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient, in the order of the envelope. Immutable and thread safe.
 *
 * @param address the envelope address, without angle brackets
 * @param disposition what became of it
 * @param reply the server's words about this recipient, where there were any
 */
public record RecipientOutcome(String address, Disposition disposition, Optional<SmtpReply> reply)
    implements Serializable {

  /** What became of a recipient. Constants may be added: have a {@code default} branch. */
  public enum Disposition {
    /** The server took the message for this recipient. */
    ACCEPTED,
    /** The server will never take this message for this recipient. */
    REFUSED,
    /** The server did not take it for now. */
    DEFERRED,
    /**
     * The message was not handed over for this recipient, for a reason that is not the recipient.
     */
    NOT_ATTEMPTED,
    /** The server may have taken the message for this recipient. */
    UNKNOWN
  }

  /** Refuses null. */
  public RecipientOutcome {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(disposition, "disposition");
    Objects.requireNonNull(reply, "reply");
  }

  private Object writeReplace() {
    return new Form(address, disposition, reply.orElse(null));
  }

  /** What is written instead of the record: an Optional is not serializable. */
  private record Form(String address, Disposition disposition, @Nullable SmtpReply reply)
      implements Serializable {
    private Object readResolve() {
      return new RecipientOutcome(address, disposition, Optional.ofNullable(reply));
    }
  }
}
