/**
 * Tests of the delivery layer, against a real server on the loopback address.
 *
 * <p>Imports the layer, those below it and the testkit. Open {@link
 * org.smtpra.delivery.SessionSlotTest} first.
 */
@NullMarked
package org.smtpra.submission;

import org.jspecify.annotations.NullMarked;
