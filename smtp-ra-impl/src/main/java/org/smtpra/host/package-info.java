/**
 * Which host next: tiers, weights, health, pauses, caps and rates; and which credentials are not to
 * be tried again yet.
 *
 * <p>Imports failure, config, event and the API; delivery asks it before each new session. No time
 * but the clock it is given, no thread, no I/O. Open {@link org.smtpra.host.HostRegistry} first,
 * then {@link org.smtpra.host.HostPlace}.
 */
@NullMarked
package org.smtpra.host;

import org.jspecify.annotations.NullMarked;
