/**
 * The figures of a connection factory: a small model that knows no metric library, counted once by
 * a listener, and gauges that are computed when they are read.
 *
 * <p>Imports the API, config and event only. Open {@link org.smtpra.metrics.SmtpMetric} first.
 */
@NullMarked
package org.smtpra.metrics;

import org.jspecify.annotations.NullMarked;
