package org.smtpra.observability;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

/** Gives an application a registry that outlives it, as a server does. */
record RegistryExtension(MeterRegistry registry) implements Extension {

  void add(@Observes AfterBeanDiscovery event) {
    event
        .addBean()
        .types(MeterRegistry.class)
        .scope(Singleton.class)
        .createWith(context -> registry);
  }
}
