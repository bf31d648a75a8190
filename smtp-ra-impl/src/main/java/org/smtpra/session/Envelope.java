package org.smtpra.session;

import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpDsnRequest;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.protocol.Mailbox;

/**
 * Who sends to whom, as the server is told. Immutable.
 *
 * @param from the reverse-path; empty for the null one
 * @param recipients at least one forward-path, in the order of the outcomes
 * @param policy what to do when some of them are refused
 * @param dsn which notifications to ask for
 * @param requireTls whether every hop must use verified TLS
 */
public record Envelope(
    Optional<Mailbox> from,
    List<Mailbox> recipients,
    SmtpRecipientPolicy policy,
    Optional<SmtpDsnRequest> dsn,
    boolean requireTls) {

  /**
   * An envelope without notifications and REQUIRETLS.
   *
   * @param from the reverse-path; empty for the null one
   * @param recipients at least one forward-path
   * @param policy what to do when some of them are refused
   */
  public Envelope(Optional<Mailbox> from, List<Mailbox> recipients, SmtpRecipientPolicy policy) {
    this(from, recipients, policy, Optional.empty(), false);
  }

  /** Copies the recipients. */
  public Envelope {
    recipients = List.copyOf(recipients);
  }

  /** The same to others. */
  Envelope to(List<Mailbox> others) {
    return new Envelope(from, others, policy, dsn, requireTls);
  }

  boolean needsSmtpUtf8() {
    return from.map(Mailbox::needsSmtpUtf8).orElse(false)
        || recipients.stream().anyMatch(Mailbox::needsSmtpUtf8);
  }
}
