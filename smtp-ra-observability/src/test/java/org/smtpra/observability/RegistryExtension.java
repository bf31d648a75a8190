package org.smtpra.observability;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Gives an application a registry or a tracer that outlives it, as a server does. */
record RegistryExtension<T>(Class<T> type, Supplier<T> giver) implements Extension {

  static <T> RegistryExtension<T> of(Class<T> type, T given) {
    return new RegistryExtension<>(type, () -> given);
  }

  void add(@Observes AfterBeanDiscovery event) {
    event.addBean().types(type).scope(Singleton.class).createWith(context -> giver.get());
  }
}
