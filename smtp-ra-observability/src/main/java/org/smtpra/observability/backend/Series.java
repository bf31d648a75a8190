package org.smtpra.observability.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.smtpra.observability.reading.FactoryFigures;
import org.smtpra.observability.reading.Figure;

/**
 * One line of a registry: a number of one figure of one factory, read when it is asked for.
 *
 * @param key its identity in the registry
 * @param source the factory
 * @param figure which of its figures
 * @param number which of the figure's numbers
 */
record Series(Key key, FactoryFigures source, Figure.Key figure, ToDoubleFunction<Figure> number) {

  /** The tag that tells one factory's figures from another's. */
  static final String FACTORY = "factory";

  /**
   * A name, and tags by name.
   *
   * @param name the registry's name
   * @param tags the figure's, and the factory
   */
  record Key(String name, Map<String, String> tags) {}

  /** A number of a figure under a name of the registry's. */
  static Series of(
      FactoryFigures source, Figure figure, String name, ToDoubleFunction<Figure> number) {
    return new Series(new Key(name, tags(source, figure)), source, figure.key(), number);
  }

  /** The figure's tags, and the factory. */
  static Map<String, String> tags(FactoryFigures source, Figure figure) {
    Map<String, String> tags = new LinkedHashMap<>(figure.key().tags());
    tags.put(FACTORY, source.label());
    return tags;
  }

  /** The figure as it is now. */
  Figure now() {
    return source.figure(figure);
  }

  /** The number as it is now. */
  double read() {
    return number.applyAsDouble(now());
  }
}
