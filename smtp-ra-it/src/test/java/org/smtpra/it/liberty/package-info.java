/**
 * How to drive Open Liberty: by the files of its configuration, as docs/how-to/openliberty.md says.
 *
 * <p>Imports the server package. Open {@link org.smtpra.it.liberty.Liberty} first.
 */
@NullMarked
package org.smtpra.it.liberty;

import org.jspecify.annotations.NullMarked;
