package org.smtpra.config;

import org.smtpra.SmtpRecipientPolicy;

/**
 * How messages are treated.
 *
 * @param recipientPolicy what to do when some recipients are refused, unless a send says otherwise
 * @param longLines what to do with lines over 998 octets
 */
public record MessageRules(SmtpRecipientPolicy recipientPolicy, LongLines longLines) {}
