/**
 * SMTP as text and octets: commands, replies, capabilities, addresses, canonical content.
 *
 * <p>Opens no socket, starts no thread, reads no clock. Imports the public API and the JDK only.
 * Open {@link org.smtpra.protocol.ReplyParser} first for what servers say, {@link
 * org.smtpra.protocol.CommandLine} for what we say, {@link org.smtpra.protocol.ContentWriter} for
 * the message itself.
 */
@NullMarked
package org.smtpra.protocol;

import org.jspecify.annotations.NullMarked;
