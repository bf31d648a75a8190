/**
 * Shows the figures of smtp-ra in the metrics of the application's server, in its traces and in its
 * health checks. An application takes this jar along; it shares no class with the adapter and reads
 * it in JMX.
 *
 * <p>Imports CDI, MicroProfile Health where it is there, and the packages below. Open {@link
 * org.smtpra.observability.MetricsExport} first, for traces {@link
 * org.smtpra.observability.OpenTelemetryTracing}.
 */
@NullMarked
package org.smtpra.observability;

import org.jspecify.annotations.NullMarked;
