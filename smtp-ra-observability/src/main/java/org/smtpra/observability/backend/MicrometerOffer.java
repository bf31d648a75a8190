package org.smtpra.observability.backend;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

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
  public Optional<MetricsBackEnd> find() {
    return registry.isResolvable()
        ? Optional.of(new SeriesBook<>("Micrometer", new MicrometerRegistry(registry.get())))
        : Optional.empty();
  }
}
