package org.smtpra.observability.backend;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
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
  public boolean isThere() {
    return registry.isResolvable();
  }

  @Override
  public MetricsBackEnd find() {
    return new SeriesBook<>("MicroProfile Metrics", new MicroProfileRegistry(registry.get()));
  }
}
