/**
 * Signing in: SASL mechanisms as answers to challenges, and how AUTH writes both (RFC 4954). Where
 * tokens come from is {@code org.smtpra.token}'s.
 *
 * <p>Opens no socket; for a Kerberos ticket the JDK does. Imports the public API, {@code
 * org.smtpra.protocol}, the SCRAM library and the JDK. Open {@link org.smtpra.auth.SaslMechanisms}
 * first.
 */
@NullMarked
package org.smtpra.auth;

import org.jspecify.annotations.NullMarked;
