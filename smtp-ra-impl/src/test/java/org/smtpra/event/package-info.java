/**
 * Tests of how listeners are told, and of the catalogue of log messages.
 *
 * <p>Imports JUnit, the API and the package under test. Open {@link org.smtpra.event.EventFanTest}
 * first.
 */
@NullMarked
package org.smtpra.event;

import org.jspecify.annotations.NullMarked;
