package org.smtpra.observability.backend;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Micrometer's registry, as WildFly's subsystem gives it to applications. */
@Dependent
public class MicrometerOffer implements BackEndOffer {

  private final Instance<MeterRegistry> registry;

  /** Called by CDI. */
  @Inject
  public MicrometerOffer(Instance<MeterRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public boolean isThere() {
    return registry.isResolvable();
  }

  @Override
  public MetricsBackEnd find() {
    return new SeriesBook<>("Micrometer", new MicrometerRegistry(registry.get()));
  }
}
