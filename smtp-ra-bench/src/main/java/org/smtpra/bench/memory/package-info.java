/** JMH benchmarks of what needs no network. */
@NullMarked
package org.smtpra.bench.memory;

import org.jspecify.annotations.NullMarked;
