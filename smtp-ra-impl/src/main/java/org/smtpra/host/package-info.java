/**
 * Which host next.
 *
 * <p>Imports failure, config and the API; delivery asks it before each new session. Open {@link
 * org.smtpra.host.HostOrder} first.
 */
@NullMarked
package org.smtpra.host;

import org.jspecify.annotations.NullMarked;
