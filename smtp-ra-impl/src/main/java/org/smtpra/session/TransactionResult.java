package org.smtpra.session;

import java.util.List;
import org.smtpra.RecipientOutcome;
import org.smtpra.SmtpReply;

/**
 * A message that the server took.
 *
 * @param finalReply its last word
 * @param recipients one outcome a recipient, in the order of the envelope
 */
public record TransactionResult(SmtpReply finalReply, List<RecipientOutcome> recipients) {}
