package org.smtpra.session;

import org.smtpra.config.Timeouts;
import org.smtpra.protocol.Capabilities;

/**
 * What every transaction of a session has in common.
 *
 * @param conversation with the server
 * @param capabilities what it offers
 * @param timeouts how long it may take
 * @param quirks what was learnt about it
 */
record Terms(
    Conversation conversation, Capabilities capabilities, Timeouts timeouts, HostQuirks quirks) {}
