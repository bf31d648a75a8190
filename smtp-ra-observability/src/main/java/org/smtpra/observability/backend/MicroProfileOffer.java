package org.smtpra.observability.backend;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The application's registry of MicroProfile Metrics. */
@Dependent
public class MicroProfileOffer implements BackEndOffer {

  private final Instance<MetricRegistry> registry;

  /** Called by CDI. */
  @Inject
  public MicroProfileOffer(Instance<MetricRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Optional<MetricsBackEnd> find() {
    return registry.isResolvable()
        ? Optional.of(
            new SeriesBook<>("MicroProfile Metrics", new MicroProfileRegistry(registry.get())))
        : Optional.empty();
  }
}
