/**
 * An application whose requests a server traces: REST, which is what all of them do trace.
 *
 * <p>Imports Jakarta REST and the letters of the other test application. Open {@link
 * org.smtpra.it.traced.SendResource} first.
 */
@NullMarked
package org.smtpra.it.traced;

import org.jspecify.annotations.NullMarked;
