package org.smtpra.observability.backend;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;

/**
 * Keeps a registry in step with the factories. Only what this book has registered is ever taken
 * away: another application may show the same figures in the same registry, and when it goes, this
 * one's take their place. Not thread safe.
 */
final class SeriesBook<T> implements MetricsBackEnd {

  private final SeriesRegistry<T> registry;
  private final FirstFailure failure;
  private final Map<Series.Key, T> ours = new HashMap<>();

  SeriesBook(String name, SeriesRegistry<T> registry) {
    this.registry = registry;
    this.failure = FirstFailure.of(name);
  }

  @Override
  public void show(List<FactoryFigures> factories) {
    Map<Series.Key, Series> wanted = new LinkedHashMap<>();
    for (FactoryFigures source : factories) {
      for (Figure figure : source.all()) {
        registry.seriesOf(source, figure).forEach(series -> wanted.put(series.key(), series));
      }
    }
    List.copyOf(ours.keySet()).stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(this::remove);
    failure.guard(() -> registerMissing(wanted));
  }

  private void registerMissing(Map<Series.Key, Series> wanted) {
    Predicate<Series.Key> held = registry.held();
    wanted.values().stream()
        .filter(series -> !held.test(series.key()))
        .forEach(series -> failure.guard(() -> ours.put(series.key(), registry.register(series))));
  }

  private void remove(Series.Key key) {
    T registered = ours.remove(key);
    if (registered != null) {
      failure.guard(() -> registry.remove(registered));
    }
  }

  @Override
  public void close() {
    List.copyOf(ours.keySet()).forEach(this::remove);
  }
}
