/**
 * Tests of the Connectors side, against a small honest pool and a real server on the loopback
 * address.
 *
 * <p>Imports the layer, those below it and the testkit. Open {@link
 * org.smtpra.ra.ManagedConnectionFactoryTest} first.
 */
@NullMarked
package org.smtpra.ra;

import org.jspecify.annotations.NullMarked;
