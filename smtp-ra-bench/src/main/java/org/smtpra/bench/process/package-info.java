/** The processes of a benchmark, and the lines in which they are spoken to. */
@NullMarked
package org.smtpra.bench.process;

import org.jspecify.annotations.NullMarked;
