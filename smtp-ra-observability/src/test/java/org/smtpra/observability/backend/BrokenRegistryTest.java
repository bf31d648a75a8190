package org.smtpra.observability.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.observability.LiveFigures;
import org.smtpra.observability.SendingPool;
import org.smtpra.observability.reading.Factories;

/** A registry that fails, or that does not answer. */
class BrokenRegistryTest {

  private final Logger logger = Logger.getLogger("org.smtpra.observability");
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Factories factories = LiveFigures.factories();
  private final SendingPool mail = new SendingPool();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void close() {
    logger.removeHandler(handler);
    mail.close();
  }

  @Test
  void registryThatTakesNoGaugeIsWarnedOfOnceAndTheCountersAreShown() throws Exception {
    SimpleMeterRegistry registry =
        new SimpleMeterRegistry() {
          @Override
          protected <T> Gauge newGauge(Meter.Id id, T object, ToDoubleFunction<T> value) {
            throw new IllegalStateException("no gauges here");
          }
        };
    SeriesBook<?> book = new SeriesBook<>("Micrometer", new MicrometerRegistry(registry));
    book.show(factories.now());
    mail.send();
    book.show(factories.now());
    assertEquals(1, registry.get("smtpra.sends").functionCounter().count());
    assertTrue(registry.find("smtpra.host.available").meters().isEmpty());
    assertEquals(1, logged.size(), logged::toString);
    assertTrue(logged.get(0).startsWith("SMTPRA00501: Micrometer does not take"), logged::toString);
    book.close();
  }

  @Test
  void nameThatIsTakenByAnotherKindOfMeterLeavesThatAloneAndTheOthersAreShown() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("smtpra.sends", "factory", mail.host()).increment(7);
    SeriesBook<?> book = new SeriesBook<>("Micrometer", new MicrometerRegistry(registry));
    book.show(factories.now());
    assertEquals(1, registry.get("smtpra.host.available").tag("host", mail.host()).gauge().value());
    book.close();
    assertEquals(7, registry.get("smtpra.sends").counter().count());
    assertEquals(1, registry.getMeters().size());
  }

  @Test
  void registryThatDoesNotAnswerHoldsNoSendUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry
        .config()
        .onMeterAdded(
            meter -> {
              asked.countDown();
              awaitQuietly(answers);
            });
    SeriesBook<?> book = new SeriesBook<>("Micrometer", new MicrometerRegistry(registry));
    Thread shows = new Thread(() -> book.show(factories.now()));
    shows.start();
    try {
      assertTrue(asked.await(30, TimeUnit.SECONDS));
      mail.send();
      mail.send();
      assertTrue(shows.isAlive());
    } finally {
      answers.countDown();
      shows.join();
    }
    assertEquals(2, registry.get("smtpra.sends").functionCounter().count());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
