package org.smtpra.observability.tracing;

import io.opentelemetry.api.common.AttributesBuilder;

/** A host as OpenTelemetry's semantic conventions have it. */
final class OpenTelemetryHost {

  private OpenTelemetryHost() {}

  /** Puts address and port; an IPv6 address is without brackets there. */
  static void put(AttributesBuilder all, String endpointKey) {
    int colon = endpointKey.lastIndexOf(':');
    if (colon < 0) {
      return;
    }
    String host = endpointKey.substring(0, colon);
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    all.put("server.address", isBracketed ? host.substring(1, host.length() - 1) : host);
    all.put("server.port", Long.parseLong(endpointKey.substring(colon + 1)));
  }
}
