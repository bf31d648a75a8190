package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that takes its time to give the application its registry or its OpenTelemetry. */
class SlowGiverTest {

  private final SendingPool mail = new SendingPool();

  @AfterEach
  void close() {
    mail.close();
  }

  private static <T> SeContainer start(Class<T> type, SlowGiver<T> giver) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new MetricsExtension(), new RegistryExtension<>(type, giver))
        .initialize();
  }

  @Test
  void registryThatIsNotGivenHoldsUpNeitherTheStartNorTheStopOfTheApplication() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SlowGiver<MeterRegistry> giver = new SlowGiver<>(registry);
    try (SeContainer application = start(MeterRegistry.class, giver)) {
      assertTrue(application.isRunning());
      assertTrue(giver.awaitAsked());
      assertFalse(giver.hasGiven());
      mail.send();
    }
    assertFalse(giver.hasGiven());
    giver.giveNow();
    OwnThreads.assertAllEnd();
    assertEquals(0, registry.getMeters().size());
  }

  @Test
  void openTelemetryThatIsNotGivenHoldsUpNeitherTheStartOfTheApplicationNorASend()
      throws Exception {
    SpanQueue spans = new SpanQueue();
    SlowGiver<OpenTelemetry> giver = new SlowGiver<>(spans.sdk());
    try (SeContainer application = start(OpenTelemetry.class, giver)) {
      assertTrue(application.isRunning());
      assertTrue(giver.awaitAsked());
      mail.send();
      assertFalse(giver.hasGiven());
      giver.giveNow();
      assertEquals(StatusCode.UNSET, spans.next().getStatus().getStatusCode());
    }
  }

  @Test
  void openTelemetryThatIsNotGivenHoldsUpTheStopOfTheApplicationForMomentsOnly() throws Exception {
    SlowGiver<OpenTelemetry> giver = new SlowGiver<>(OpenTelemetry.noop());
    try (SeContainer application = start(OpenTelemetry.class, giver)) {
      assertTrue(application.isRunning());
      assertTrue(giver.awaitAsked());
    }
    assertFalse(giver.hasGiven());
    giver.giveNow();
  }
}
