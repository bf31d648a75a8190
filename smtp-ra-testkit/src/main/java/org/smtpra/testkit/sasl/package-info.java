/**
 * The server's half of the SASL mechanisms that the scripted server offers.
 *
 * <p>Imports the JDK only: these classes must not share code with the adapter that they test. Open
 * {@link org.smtpra.testkit.sasl.SaslServer} first.
 */
@NullMarked
package org.smtpra.testkit.sasl;

import org.jspecify.annotations.NullMarked;
