package org.smtpra.observability.backend;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * OpenTelemetry, as MicroProfile Telemetry gives it to applications. The global one is not asked
 * for: whoever asks before it is set makes it a silent one for everybody.
 */
@Dependent
public class OpenTelemetryOffer implements BackEndOffer {

  private final Instance<OpenTelemetry> openTelemetry;

  /** Called by CDI. */
  @Inject
  public OpenTelemetryOffer(Instance<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  @Override
  public boolean isThere() {
    return openTelemetry.isResolvable();
  }

  @Override
  public MetricsBackEnd find() {
    return new OpenTelemetryBackEnd(openTelemetry.get());
  }
}
