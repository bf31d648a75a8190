package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which beans there are on servers that have some of the APIs only. */
class MetricsExtensionTest {

  /** An application's class loader on a server without some packages. */
  private static final class Lacking extends URLClassLoader {

    private final Set<String> lacking;

    Lacking(Set<String> lacking) {
      super(
          new URL[] {MetricsExtension.class.getProtectionDomain().getCodeSource().getLocation()},
          MetricsExtensionTest.class.getClassLoader());
      this.lacking = lacking;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (lacking.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      if (name.startsWith("org.smtpra.observability.")) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
      return super.loadClass(name, resolve);
    }
  }

  private static Set<String> beansWithout(String... packages) throws Exception {
    Set<String> beans = new TreeSet<>();
    try (Lacking loader = new Lacking(Set.of(packages))) {
      Class<?> extension = loader.loadClass(MetricsExtension.class.getName());
      Method add = extension.getDeclaredMethod("add", BeforeBeanDiscovery.class);
      add.setAccessible(true);
      add.invoke(extension.getConstructor().newInstance(), recording(beans));
      return beans;
    }
  }

  private static Object recording(Set<String> beans) {
    return Proxy.newProxyInstance(
        BeforeBeanDiscovery.class.getClassLoader(),
        new Class<?>[] {BeforeBeanDiscovery.class},
        (proxy, method, arguments) -> {
          beans.add(((Class<?>) arguments[0]).getSimpleName());
          return null;
        });
  }

  @Test
  void apiThatIsAbsentIsLeftOutInSilence() throws Exception {
    assertEquals(
        Set.of(
            "MetricsExport",
            "MicroProfileOffer",
            "MicrometerOffer",
            "OpenTelemetryOffer",
            "OpenTelemetryTracing"),
        beansWithout());
    assertEquals(
        Set.of("MetricsExport"),
        beansWithout("io.micrometer.", "io.opentelemetry.", "org.eclipse.microprofile."));
    assertEquals(
        Set.of("MetricsExport", "MicrometerOffer", "OpenTelemetryOffer", "OpenTelemetryTracing"),
        beansWithout("org.eclipse.microprofile."));
  }
}
