package org.smtpra.observability.backend;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;
import org.smtpra.observability.reading.FigureKind;

/** Micrometer: function counters, function timers and gauges under the adapter's own names. */
final class MicrometerRegistry implements SeriesRegistry<MicrometerRegistry.Registered> {

  private static final String LONGEST = ".longest.seconds";

  private final MeterRegistry registry;

  MicrometerRegistry(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A meter, and what it reads: meters hold that weakly.
   *
   * @param meter the registry's
   * @param series what it shows
   */
  record Registered(Meter meter, Series series) {}

  @Override
  public List<Series> seriesOf(FactoryFigures source, Figure figure) {
    Series main = Series.of(source, figure, figure.key().name(), Figure::value);
    return figure.kind() == FigureKind.TIMER
        ? List.of(main, Series.of(source, figure, figure.key().name() + LONGEST, Figure::longest))
        : List.of(main);
  }

  @Override
  public Predicate<Series.Key> held() {
    Set<Meter.Id> held =
        registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    return key ->
        held.contains(new Meter.Id(key.name(), tags(key.tags()), null, null, Meter.Type.OTHER));
  }

  @Override
  public Registered register(Series series) {
    return new Registered(meter(series), series);
  }

  private Meter meter(Series series) {
    String name = series.key().name();
    Tags tags = tags(series.key().tags());
    if (name.endsWith(LONGEST)) {
      return Gauge.builder(name, series, Series::read).tags(tags).register(registry);
    }
    return switch (series.now().kind()) {
      case COUNTER ->
          FunctionCounter.builder(name, series, Series::read).tags(tags).register(registry);
      case TIMER ->
          FunctionTimer.builder(
                  name, series, each -> each.now().count(), Series::read, TimeUnit.SECONDS)
              .tags(tags)
              .register(registry);
      case GAUGE -> Gauge.builder(name, series, Series::read).tags(tags).register(registry);
    };
  }

  private static Tags tags(Map<String, String> tags) {
    return Tags.of(
        tags.entrySet().stream().map(tag -> Tag.of(tag.getKey(), tag.getValue())).toList());
  }

  @Override
  public void remove(Registered registered) {
    registry.remove(registered.meter());
  }
}
