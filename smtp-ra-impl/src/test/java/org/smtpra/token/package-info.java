/**
 * Tests of signing in, by the vectors of the RFCs and by servers that cheat.
 *
 * <p>Imports JUnit and the package under test. Open {@link org.smtpra.token.ScramMechanismTest} for
 * the mechanism with the most to get wrong.
 */
@NullMarked
package org.smtpra.token;

import org.jspecify.annotations.NullMarked;
