/**
 * Measures senders of mail beside each other: every sender in a process of its own, all against one
 * mail sink, in turns. Open {@link org.smtpra.bench.Bench} first.
 *
 * <p>Imports all packages below it; none of them imports this one.
 */
@NullMarked
package org.smtpra.bench;

import org.jspecify.annotations.NullMarked;
