/**
 * An application that only watches: which class loaders of an undeployed adapter are still there.
 *
 * <p>Imports Jakarta EE, and not the public API: it must outlive the adapter. Open {@link
 * org.smtpra.it.watch.WatchServlet} first.
 */
@NullMarked
package org.smtpra.it.watch;

import org.jspecify.annotations.NullMarked;
