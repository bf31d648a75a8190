package org.smtpra.observability.backend;

import java.util.List;
import java.util.function.Predicate;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;

/**
 * A registry that holds one object for each series.
 *
 * @param <T> what it gives for a registered series
 */
interface SeriesRegistry<T> {

  /** The series that show a figure. */
  List<Series> seriesOf(FactoryFigures source, Figure figure);

  /** Tells what the registry holds at this moment, whoever has registered it. */
  Predicate<Series.Key> held();

  /** Registers a series. */
  T register(Series series);

  /** Takes it away. */
  void remove(T registered);
}
