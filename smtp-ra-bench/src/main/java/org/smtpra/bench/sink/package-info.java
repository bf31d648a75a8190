/**
 * The mail server of the benchmark: takes everything, keeps nothing, counts round trips; and a
 * relay that makes the network longer.
 */
@NullMarked
package org.smtpra.bench.sink;

import org.jspecify.annotations.NullMarked;
