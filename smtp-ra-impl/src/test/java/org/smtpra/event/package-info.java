/**
 * Tests of the catalogue of log messages.
 *
 * <p>Imports JUnit and the package under test. Open {@link org.smtpra.event.LogMessageTest} first.
 */
@NullMarked
package org.smtpra.event;

import org.jspecify.annotations.NullMarked;
