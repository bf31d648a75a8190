/**
 * Tests of one SMTP conversation, over real sockets against the testkit's server.
 *
 * <p>Imports JUnit, the testkit and the package under test. Open {@link
 * org.smtpra.session.StageFaultTable} first: it says what every fault at every stage must mean.
 */
@NullMarked
package org.smtpra.session;

import org.jspecify.annotations.NullMarked;
