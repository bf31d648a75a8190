package org.smtpra.observability.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;

/**
 * MicroProfile Metrics. Its counters can only be incremented, so everything is a gauge that is
 * computed when it is read: counting it a second time would be late, and double where two
 * applications do it (docs/decisions/0030-metrics-through-the-application.md). Uses only what
 * versions 4 and 5 have in common.
 */
final class MicroProfileRegistry implements SeriesRegistry<MetricID> {

  private final MetricRegistry registry;

  MicroProfileRegistry(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<Series> seriesOf(FactoryFigures source, Figure figure) {
    String name = figure.key().name();
    List<Series> all = new ArrayList<>();
    switch (figure.kind()) {
      case COUNTER -> all.add(Series.of(source, figure, name + ".total", Figure::value));
      case TIMER -> {
        all.add(Series.of(source, figure, name + ".seconds.count", Figure::count));
        all.add(Series.of(source, figure, name + ".seconds.sum", Figure::value));
        all.add(Series.of(source, figure, name + ".longest.seconds", Figure::longest));
      }
      case GAUGE -> all.add(Series.of(source, figure, name, Figure::value));
    }
    return all;
  }

  @Override
  public Predicate<Series.Key> held() {
    return key -> registry.getMetric(id(key)) != null;
  }

  /** By name and tags: SmallRye Metrics 5.1 loses the tags of a gauge that has a MetricID. */
  @Override
  public MetricID register(Series series) {
    registry.gauge(series.key().name(), series::read, tags(series.key().tags()));
    return id(series.key());
  }

  private static MetricID id(Series.Key key) {
    return new MetricID(key.name(), tags(key.tags()));
  }

  private static Tag[] tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
        .toArray(Tag[]::new);
  }

  @Override
  public void remove(MetricID registered) {
    registry.remove(registered);
  }
}
