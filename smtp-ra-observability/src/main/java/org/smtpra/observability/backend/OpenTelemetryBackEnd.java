package org.smtpra.observability.backend;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;

/**
 * OpenTelemetry: an asynchronous instrument for each metric, whose callback tells the figures of
 * all factories, so that tags come and go by themselves.
 */
final class OpenTelemetryBackEnd implements MetricsBackEnd {

  private final FirstFailure failure = FirstFailure.of("OpenTelemetry");
  private final Meter meter;
  private final Map<String, List<AutoCloseable>> instruments = new HashMap<>();
  private volatile List<FactoryFigures> current = List.of();

  OpenTelemetryBackEnd(OpenTelemetry openTelemetry) {
    this.meter = openTelemetry.getMeter("org.smtpra");
  }

  @Override
  public void show(List<FactoryFigures> factories) {
    current = List.copyOf(factories);
    factories.stream()
        .flatMap(factory -> factory.all().stream())
        .filter(figure -> !instruments.containsKey(figure.key().name()))
        .forEach(
            figure ->
                failure.guard(() -> instruments.put(figure.key().name(), instrumentsOf(figure))));
  }

  private List<AutoCloseable> instrumentsOf(Figure figure) {
    String name = figure.key().name();
    return switch (figure.kind()) {
      case COUNTER -> List.of(counter(name, name));
      case TIMER -> List.of(counter(name, name + ".count"), seconds(name), longest(name));
      case GAUGE -> List.of(gauge(name, name));
    };
  }

  private AutoCloseable counter(String name, String instrument) {
    return meter
        .counterBuilder(instrument)
        .buildWithCallback(out -> tell(name, (figure, tags) -> out.record(figure.count(), tags)));
  }

  private AutoCloseable seconds(String name) {
    return meter
        .counterBuilder(name + ".sum")
        .ofDoubles()
        .setUnit("s")
        .buildWithCallback(out -> tell(name, (figure, tags) -> out.record(figure.value(), tags)));
  }

  private AutoCloseable longest(String name) {
    return meter
        .gaugeBuilder(name + ".longest")
        .setUnit("s")
        .buildWithCallback(out -> tell(name, (figure, tags) -> out.record(figure.longest(), tags)));
  }

  private AutoCloseable gauge(String name, String instrument) {
    return meter
        .gaugeBuilder(instrument)
        .buildWithCallback(out -> tell(name, (figure, tags) -> out.record(figure.value(), tags)));
  }

  private void tell(String name, BiConsumer<Figure, Attributes> to) {
    for (FactoryFigures factory : current) {
      for (Figure figure : factory.all()) {
        if (figure.key().name().equals(name)) {
          to.accept(factory.figure(figure.key()), attributes(factory, figure));
        }
      }
    }
  }

  private static Attributes attributes(FactoryFigures factory, Figure figure) {
    AttributesBuilder attributes = Attributes.builder();
    Series.tags(factory, figure).forEach(attributes::put);
    return attributes.build();
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>();
    instruments.values().forEach(all::addAll);
    instruments.clear();
    current = List.of();
    for (AutoCloseable instrument : all) {
      failure.guard(() -> close(instrument));
    }
  }

  private static void close(AutoCloseable instrument) {
    try {
      instrument.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
