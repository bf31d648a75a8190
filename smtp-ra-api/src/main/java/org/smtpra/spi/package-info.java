/**
 * What somebody may implement so that the adapter uses it: {@link org.smtpra.spi.TokenSource},
 * which gives the tokens of sign-ins without a password.
 *
 * <p>Imports the JDK, nothing else.
 */
@NullMarked
package org.smtpra.spi;

import org.jspecify.annotations.NullMarked;
