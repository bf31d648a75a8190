package org.smtpra.observability.reading;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps counters and timers from falling. The adapter's begin at zero again when its bean is made
 * anew under the same name, which may happen between two readings; some back ends take a falling
 * counter for a negative number of events. Not thread safe.
 */
final class CarriedCounts {

  private final Map<Figure.Key, Figure> carried = new HashMap<>();
  private Map<Figure.Key, Figure> last = Map.of();

  /** What was read, with what had been counted before it began at zero again. */
  Map<Figure.Key, Figure> over(Map<Figure.Key, Figure> read) {
    if (last.values().stream().anyMatch(before -> isFallen(before, read.get(before.key())))) {
      last.values().stream()
          .filter(before -> before.kind() != FigureKind.GAUGE)
          .forEach(before -> carried.merge(before.key(), before, Figure::plus));
    }
    last = read;
    Map<Figure.Key, Figure> result = new LinkedHashMap<>(read);
    carried.forEach((key, before) -> result.merge(key, before, Figure::plus));
    return result;
  }

  private static boolean isFallen(Figure before, @Nullable Figure now) {
    return before.kind() != FigureKind.GAUGE && (now == null || now.count() < before.count());
  }
}
