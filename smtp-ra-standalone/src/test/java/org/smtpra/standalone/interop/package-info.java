/**
 * The adapter with the mail servers that its users run: the same scenarios on each.
 *
 * <p>May import the stand-alone pool, the API, the testkit, Jakarta Mail and JUnit; the adapter is
 * used by its public doors only.
 *
 * <p>Open {@link org.smtpra.standalone.interop.InteropContract} first.
 */
@NullMarked
package org.smtpra.standalone.interop;

import org.jspecify.annotations.NullMarked;
