package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    try (SeContainer application = start(RegistryExtension.of(MeterRegistry.class, registry))) {
      assertTrue(application.isRunning());
      assertEquals(0, registry.getMeters().size());
      registry.config().onMeterAdded(meter -> countDownAtSends(meter, came));
      registry.config().onMeterRemoved(meter -> countDownAtSends(meter, went));
      try (SendingPool mail = new SendingPool()) {
        mail.send();
        assertTrue(came.await(30, TimeUnit.SECONDS));
      }
      assertTrue(went.await(30, TimeUnit.SECONDS));
    }
    OwnThreads.assertAllEnd();
  }

  private static void countDownAtSends(Meter meter, CountDownLatch latch) {
    if (meter.getId().getName().equals("smtpra.send.success")) {
      latch.countDown();
    }
  }

  @Test
  void applicationThatStopsTakesItsFiguresAway() throws Exception {
    try (SendingPool mail = new SendingPool()) {
      mail.send();
      CountDownLatch came = new CountDownLatch(1);
      registry.config().onMeterAdded(meter -> countDownAtSends(meter, came));
      try (SeContainer application = start(RegistryExtension.of(MeterRegistry.class, registry))) {
        assertTrue(application.isRunning());
        assertTrue(came.await(30, TimeUnit.SECONDS));
        assertEquals(
            1, registry.get("smtpra.host.available").tag("host", mail.host()).gauge().value());
      }
      assertEquals(0, registry.getMeters().size());
    }
  }

  @Test
  @Timeout(60)
  void registryThatHangsHoldsUpNeitherTheStartNorTheStopOfTheApplication() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    registry
        .config()
        .onMeterAdded(
            meter -> {
              asked.countDown();
              awaitUninterruptibly(answers);
            });
    try (SendingPool mail = new SendingPool()) {
      mail.send();
      try (SeContainer application = start(RegistryExtension.of(MeterRegistry.class, registry))) {
        assertTrue(application.isRunning());
        assertTrue(asked.await(30, TimeUnit.SECONDS));
      }
      assertEquals(1, answers.getCount());
    } finally {
      answers.countDown();
    }
  }

  /** As a registry that waits for a socket or a lock. */
  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // It hangs.
      }
    }
  }

  @Test
  void applicationWithoutARegistryStartsNoThread() throws Exception {
    try (SeContainer application = start()) {
      assertTrue(application.isRunning());
      OwnThreads.assertAllEnd();
    }
  }
}
