/**
 * Events of the JDK's Flight Recorder, written by a listener. They cost next to nothing while no
 * recording is on.
 *
 * <p>Imports the API and event. Open {@link org.smtpra.flight.FlightRecording} first.
 */
@NullMarked
package org.smtpra.flight;

import org.jspecify.annotations.NullMarked;
