package org.smtpra.session;

import java.util.function.BooleanSupplier;

/**
 * The message that its caller means to send next in the same session. Its envelope may travel with
 * the content of the one before it.
 *
 * @param message the next message
 * @param mayFollow asked once, and only when the envelope would leave the next moment: whether the
 *     session may carry another message, and its host take it at once
 */
public record NextMessage(Outgoing message, BooleanSupplier mayFollow) {}
