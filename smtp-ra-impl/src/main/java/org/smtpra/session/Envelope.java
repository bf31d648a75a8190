package org.smtpra.session;

import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.protocol.Mailbox;

/**
 * Who sends to whom, as the server is told. Immutable.
 *
 * @param from the reverse-path; empty for the null one
 * @param recipients at least one forward-path, in the order of the outcomes
 * @param policy what to do when some of them are refused
 */
public record Envelope(
    Optional<Mailbox> from, List<Mailbox> recipients, SmtpRecipientPolicy policy) {

  /** Copies the recipients. */
  public Envelope {
    recipients = List.copyOf(recipients);
  }

  boolean needsSmtpUtf8() {
    return from.map(Mailbox::needsSmtpUtf8).orElse(false)
        || recipients.stream().anyMatch(Mailbox::needsSmtpUtf8);
  }
}
