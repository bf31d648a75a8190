package org.smtpra.observability.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.observability.LiveFigures;
import org.smtpra.observability.SendingPool;
import org.smtpra.observability.reading.Factories;

/** What Prometheus reads from Micrometer's registry. */
class MicrometerRegistryTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Factories factories = LiveFigures.factories();
  private final SendingPool mail = new SendingPool();
  private final SeriesBook<?> book = book(registry);

  private static SeriesBook<?> book(PrometheusMeterRegistry registry) {
    return new SeriesBook<>("Micrometer", new MicrometerRegistry(registry));
  }

  @AfterEach
  void close() {
    mail.close();
  }

  private void show(MetricsBackEnd backEnd) {
    backEnd.show(factories.now());
  }

  /** The value of the only line of this name for this factory that has all the tags. */
  private String scraped(String name, String... tags) {
    List<String> lines =
        registry
            .scrape()
            .lines()
            .filter(line -> line.startsWith(name + "{") && line.contains(factory()))
            .filter(line -> List.of(tags).stream().allMatch(line::contains))
            .toList();
    assertEquals(1, lines.size(), () -> name + " in " + registry.scrape());
    return lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1);
  }

  private String factory() {
    return "factory=\"" + mail.host() + "\"";
  }

  @Test
  void figuresAreReadWhenTheRegistryIs() throws Exception {
    show(book);
    assertEquals("0.0", scraped("smtpra_sends_total"));
    assertEquals("1.0", scraped("smtpra_host_available", "host=\"" + mail.host() + "\""));
    mail.send();
    mail.breakDown();
    assertEquals("2.0", scraped("smtpra_sends_total"));
    assertEquals("0.0", scraped("smtpra_host_available", "host=\"" + mail.host() + "\""));
  }

  @Test
  void tagsThatCameLaterAreShownAndTimersHaveCountSumAndLongest() throws Exception {
    show(book);
    mail.send();
    mail.breakDown();
    show(book);
    assertEquals("1.0", scraped("smtpra_send_success_total", "host=\"" + mail.host() + "\""));
    assertEquals(
        "1.0",
        scraped("smtpra_send_failed_total", "kind=\"RETRYABLE_BEFORE_SEND\"", "stage=\"CONNECT\""));
    assertEquals("2", scraped("smtpra_send_duration_seconds_count").replace(".0", ""));
    assertTrue(Double.parseDouble(scraped("smtpra_send_duration_seconds_sum")) > 0);
    assertTrue(Double.parseDouble(scraped("smtpra_send_duration_longest_seconds")) > 0);
  }

  @Test
  void factoryThatIsGoneIsNotShownAnyMoreAndItsGaugesHaveNoNumberUntilThen() {
    show(book);
    Gauge available = registry.get("smtpra.host.available").tag("host", mail.host()).gauge();
    mail.closePool();
    assertTrue(Double.isNaN(available.value()));
    show(book);
    assertFalse(registry.scrape().contains(factory()));
  }

  @Test
  void applicationThatStopsTakesOnlyItsOwnAwayAndAnotherTakesItsPlace() {
    SeriesBook<?> other = book(registry);
    show(book);
    Collection<Meter> before = registry.getMeters();
    show(other);
    assertEquals(before.size(), registry.getMeters().size());
    other.close();
    assertEquals(before.size(), registry.getMeters().size());
    show(other);
    book.close();
    assertEquals(0, registry.getMeters().size());
    show(other);
    assertEquals(before.size(), registry.getMeters().size());
    other.close();
    assertEquals(0, registry.getMeters().size());
  }

  @Test
  void registryThatWasEmptiedBySomebodyIsFilledAgain() {
    show(book);
    int before = registry.getMeters().size();
    registry.clear();
    show(book);
    assertEquals(before, registry.getMeters().size());
  }
}
