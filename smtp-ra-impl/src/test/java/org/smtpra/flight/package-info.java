/**
 * Tests of what a recording shows.
 *
 * <p>Imports JUnit, the API, failure and the package under test. Open {@link
 * org.smtpra.flight.FlightRecordingTest} first.
 */
@NullMarked
package org.smtpra.flight;

import org.jspecify.annotations.NullMarked;
