/**
 * The message that {@code createMessage} gives out: refuses headers that smuggle, and is written
 * without what Jakarta Mail does over and over for each message.
 *
 * <p>Imports protocol. Open {@link org.smtpra.message.OutgoingMessage} first.
 */
@NullMarked
package org.smtpra.message;

import org.jspecify.annotations.NullMarked;
