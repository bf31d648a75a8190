/**
 * From a caller's message to a server's verdict: rendering, envelope, sessions for a pool slot, and
 * the public outcome.
 *
 * <p>Imports session, host, failure, event, config and the API. Open {@link
 * org.smtpra.delivery.MessageSender} first, then {@link org.smtpra.delivery.SessionSlot}.
 */
@NullMarked
package org.smtpra.delivery;

import org.jspecify.annotations.NullMarked;
