/**
 * Opens the archive as a server does and looks at what is in it.
 *
 * <p>Imports the adapter's configuration, to compare it with ra.xml. Open {@link
 * org.smtpra.rar.ArchiveIT} first.
 */
@NullMarked
package org.smtpra.rar;

import org.jspecify.annotations.NullMarked;
