/**
 * Tests of Kerberos tickets: a real key distribution centre, and the JDK's server side.
 *
 * <p>Imports JUnit, the testkit and the package under test. Open {@link
 * org.smtpra.kerberos.GssapiSignInTest} first.
 */
@NullMarked
package org.smtpra.kerberos;

import org.jspecify.annotations.NullMarked;
