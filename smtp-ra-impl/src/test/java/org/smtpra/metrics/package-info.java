/**
 * Tests of the figures by events alone; {@code org.smtpra.ra.MetricsTest} has them from real sends.
 *
 * <p>Imports JUnit, the API, event and the package under test. Open {@link
 * org.smtpra.metrics.FactoryMetricsTest} first.
 */
@NullMarked
package org.smtpra.metrics;

import org.jspecify.annotations.NullMarked;
