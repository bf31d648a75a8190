/**
 * What runs in a client's JVM, with nothing but the public API and Jakarta Mail on its class path.
 *
 * <p>Imports the public API and Jakarta Mail. Open {@link org.smtpra.it.client.FailureReader}
 * first.
 */
@NullMarked
package org.smtpra.it.client;

import org.jspecify.annotations.NullMarked;
