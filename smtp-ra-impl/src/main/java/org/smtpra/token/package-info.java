/**
 * Tokens for sign-ins without a password: where they come from, and that each is fetched once
 * however many sessions wait for it.
 *
 * <p>Opens no socket: {@code org.smtpra.transport} speaks HTTP for it. Imports that, {@code
 * org.smtpra.auth}, {@code org.smtpra.protocol} and the SPI. Open {@link
 * org.smtpra.token.TokenStore} first.
 */
@NullMarked
package org.smtpra.token;

import org.jspecify.annotations.NullMarked;
