package org.smtpra.observability.backend;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;
import org.smtpra.observability.reading.FigureKind;

/**
 * Micrometer: function counters, function timers and gauges under the adapter's own names.
 *
 * <p>Registers and finds by the registry's own methods, not by builders: WildFly gives each
 * application a registry that hands on to the server's only what comes by these, with a tag more.
 */
final class MicrometerRegistry implements SeriesRegistry<MicrometerRegistry.Registered> {

  private static final String LONGEST = ".longest.seconds";

  private final MeterRegistry registry;

  MicrometerRegistry(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A meter, and what it reads: meters hold that weakly.
   *
   * @param meter the registry's; null where it denies such meters
   * @param series what it shows
   */
  record Registered(@Nullable Meter meter, Series series) {}

  @Override
  public List<Series> seriesOf(FactoryFigures source, Figure figure) {
    Series main = Series.of(source, figure, figure.key().name(), Figure::value);
    return figure.kind() == FigureKind.TIMER
        ? List.of(main, Series.of(source, figure, figure.key().name() + LONGEST, Figure::longest))
        : List.of(main);
  }

  @Override
  public Predicate<Series.Key> held() {
    return key -> find(key) != null;
  }

  private @Nullable Meter find(Series.Key key) {
    return registry.find(key.name()).tags(tags(key.tags())).meter();
  }

  @Override
  public Registered register(Series series) {
    String name = series.key().name();
    Tags tags = tags(series.key().tags());
    FigureKind kind = name.endsWith(LONGEST) ? FigureKind.GAUGE : series.now().kind();
    switch (kind) {
      case COUNTER -> registry.more().counter(name, tags, series, Series::read);
      case TIMER ->
          registry
              .more()
              .timer(
                  name, tags, series, each -> each.now().count(), Series::read, TimeUnit.SECONDS);
      case GAUGE -> registry.gauge(name, tags, series, Series::read);
    }
    return new Registered(find(series.key()), series);
  }

  private static Tags tags(Map<String, String> tags) {
    return Tags.of(
        tags.entrySet().stream().map(tag -> Tag.of(tag.getKey(), tag.getValue())).toList());
  }

  @Override
  public void remove(Registered registered) {
    if (registered.meter() != null) {
      registry.remove(registered.meter());
    }
  }
}
