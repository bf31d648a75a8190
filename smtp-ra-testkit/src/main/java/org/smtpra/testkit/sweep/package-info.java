/**
 * Looks for secrets in whatever the adapter shows: its beans, their notifications and a flight
 * recording. What is logged is {@link org.smtpra.testkit.SecretWatch}'s.
 *
 * <p>Imports the JDK and what the test kit knows of secrets. Open {@link
 * org.smtpra.testkit.sweep.SecretSweep} first.
 */
@NullMarked
package org.smtpra.testkit.sweep;

import org.jspecify.annotations.NullMarked;
