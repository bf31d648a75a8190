/**
 * Makes spans of what became of messages.
 *
 * <p>Imports reading and the API of OpenTelemetry. Open {@link
 * org.smtpra.observability.tracing.OpenTelemetrySpans} first.
 */
@NullMarked
package org.smtpra.observability.tracing;

import org.jspecify.annotations.NullMarked;
