package org.smtpra.observability.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.observability.LiveFigures;
import org.smtpra.observability.SendingPool;
import org.smtpra.observability.reading.Factories;

/** The instruments as an exporter collects them. */
class OpenTelemetryBackEndTest {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();
  private final Factories factories = LiveFigures.factories();
  private final SendingPool mail = new SendingPool();
  private final OpenTelemetryBackEnd backEnd = new OpenTelemetryBackEnd(sdk);

  @AfterEach
  void close() {
    backEnd.close();
    mail.close();
    sdk.close();
  }

  private Optional<? extends PointData> point(String name) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .map(MetricData::getData)
        .flatMap(data -> data.getPoints().stream())
        .filter(
            point ->
                mail.host().equals(point.getAttributes().get(AttributeKey.stringKey("factory"))))
        .findFirst();
  }

  private long longValue(String name) {
    return ((LongPointData) point(name).orElseThrow()).getValue();
  }

  private double doubleValue(String name) {
    return ((DoublePointData) point(name).orElseThrow()).getValue();
  }

  @Test
  void figuresAreReadAtEachCollectionAndNewTagsComeByThemselves() throws Exception {
    backEnd.show(factories.now());
    assertEquals(0, longValue("smtpra.sends"));
    assertEquals(1, doubleValue("smtpra.host.available"));
    mail.send();
    mail.breakDown();
    assertEquals(2, longValue("smtpra.sends"));
    assertEquals(0, doubleValue("smtpra.host.available"));
    backEnd.show(factories.now());
    assertEquals(2, longValue("smtpra.send.duration.count"));
    assertTrue(doubleValue("smtpra.send.duration.sum") > 0);
    assertTrue(doubleValue("smtpra.send.duration.longest") > 0);
  }

  @Test
  void factoryThatGoesAndApplicationThatStopsAreNotTold() {
    backEnd.show(factories.now());
    mail.closePool();
    backEnd.show(factories.now());
    assertTrue(point("smtpra.sends").isEmpty());
    mail.beginAnew();
    backEnd.show(factories.now());
    assertEquals(0, longValue("smtpra.sends"));
    backEnd.close();
    assertTrue(reader.collectAllMetrics().isEmpty());
  }
}
