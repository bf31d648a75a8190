package org.smtpra.observability;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.smtpra.observability.backend.MicroProfileOffer;
import org.smtpra.observability.backend.MicrometerOffer;
import org.smtpra.observability.backend.OpenTelemetryOffer;

/**
 * Makes beans of what the application can use: {@link MetricsExport}, an offer for each metrics API
 * that is there, and {@link OpenTelemetryTracing} where it can trace. Without it, classes of absent
 * APIs would be looked at.
 */
public final class MetricsExtension implements Extension {

  /** Called by CDI. */
  void add(@Observes BeforeBeanDiscovery event) {
    add(event, MetricsExport.class);
    if (isThere("io.micrometer.core.instrument.MeterRegistry")) {
      add(event, MicrometerOffer.class);
    }
    if (isThere("org.eclipse.microprofile.metrics.MetricRegistry")) {
      add(event, MicroProfileOffer.class);
    }
    if (isThere("io.opentelemetry.api.metrics.Meter")) {
      add(event, OpenTelemetryOffer.class);
    }
    if (isThere("io.opentelemetry.api.trace.Tracer")) {
      add(event, OpenTelemetryTracing.class);
    }
  }

  private static void add(BeforeBeanDiscovery event, Class<?> bean) {
    event.addAnnotatedType(bean, bean.getName());
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, MetricsExtension.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
