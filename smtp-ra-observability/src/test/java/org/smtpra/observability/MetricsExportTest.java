package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The jar in an application, by CDI alone. */
class MetricsExportTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private SeContainer start(Extension... more) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new MetricsExtension())
        .addExtensions(more)
        .initialize();
  }

  @Test
  void figuresComeAndGoWithTheFactoriesAndEndWithTheApplication() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    CountDownLatch went = new CountDownLatch(1);
    try (SeContainer application = start(new RegistryExtension(registry))) {
      assertTrue(application.isRunning());
      assertEquals(0, registry.getMeters().size());
      registry.config().onMeterAdded(meter -> count(meter, came));
      registry.config().onMeterRemoved(meter -> count(meter, went));
      try (SendingPool mail = new SendingPool()) {
        mail.send();
        assertTrue(came.await(30, TimeUnit.SECONDS));
      }
      assertTrue(went.await(30, TimeUnit.SECONDS));
    }
    assertFalse(hasThread());
  }

  private static void count(Meter meter, CountDownLatch latch) {
    if (meter.getId().getName().equals("smtpra.send.success")) {
      latch.countDown();
    }
  }

  @Test
  void applicationThatStopsTakesItsFiguresAway() throws Exception {
    try (SendingPool mail = new SendingPool()) {
      mail.send();
      try (SeContainer application = start(new RegistryExtension(registry))) {
        assertTrue(application.isRunning());
        assertEquals(
            1, registry.get("smtpra.host.available").tag("host", mail.host()).gauge().value());
      }
      assertEquals(0, registry.getMeters().size());
    }
  }

  @Test
  void applicationWithoutARegistryStartsNoThread() {
    try (SeContainer application = start()) {
      assertTrue(application.isRunning());
      assertFalse(hasThread());
    }
  }

  private static boolean hasThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("smtp-ra-observability"));
  }
}
