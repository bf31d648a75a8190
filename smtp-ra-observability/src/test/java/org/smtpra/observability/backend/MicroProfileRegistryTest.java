package org.smtpra.observability.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.observability.LiveFigures;
import org.smtpra.observability.SendingPool;
import org.smtpra.observability.reading.Factories;

/** The registry of Open Liberty and others. */
class MicroProfileRegistryTest {

  private final MetricRegistry registry =
      SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
  private final Factories factories = LiveFigures.factories();
  private final SendingPool mail = new SendingPool();
  private final SeriesBook<?> book =
      new SeriesBook<>("MicroProfile Metrics", new MicroProfileRegistry(registry));

  @AfterEach
  void close() {
    book.close();
    mail.close();
  }

  private MetricID id(String name) {
    return new MetricID(name, new Tag("factory", mail.host()));
  }

  private MetricID idOfHost(String name) {
    return new MetricID(name, new Tag("factory", mail.host()), new Tag("host", mail.host()));
  }

  private double value(MetricID id) {
    Gauge<?> gauge = registry.getGauge(id);
    return gauge.getValue().doubleValue();
  }

  @Test
  void everythingIsAGaugeThatIsReadWhenTheRegistryIs() throws Exception {
    book.show(factories.now());
    mail.send();
    mail.breakDown();
    assertEquals(2, value(id("smtpra.sends.total")));
    assertEquals(0, value(idOfHost("smtpra.host.available")));
    book.show(factories.now());
    assertEquals(2, value(id("smtpra.send.duration.seconds.count")));
    assertTrue(value(id("smtpra.send.duration.seconds.sum")) > 0);
    assertTrue(value(id("smtpra.send.duration.longest.seconds")) > 0);
    assertEquals(1, value(idOfHost("smtpra.send.success.total")));
  }

  @Test
  void nothingIsLeftWhenTheApplicationStopsOrTheFactoryGoes() {
    book.show(factories.now());
    assertEquals(1, value(idOfHost("smtpra.host.available")));
    mail.closePool();
    book.show(factories.now());
    assertNull(registry.getGauge(idOfHost("smtpra.host.available")));
    mail.beginAnew();
    book.show(factories.now());
    assertEquals(0, value(id("smtpra.sends.total")));
    book.close();
    assertTrue(
        registry.getNames().stream().noneMatch(name -> name.startsWith("smtpra.")),
        () -> registry.getNames().toString());
  }
}
