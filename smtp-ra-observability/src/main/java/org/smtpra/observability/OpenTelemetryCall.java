package org.smtpra.observability;

import io.opentelemetry.context.Context;
import javax.management.openmbean.CompositeData;

/**
 * A message that was sent, and by whom.
 *
 * @param caller the context on the thread that sent it
 * @param send what the adapter's bean told of it
 */
record OpenTelemetryCall(Context caller, CompositeData send) {}
