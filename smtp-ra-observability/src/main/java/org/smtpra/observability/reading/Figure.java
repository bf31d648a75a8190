package org.smtpra.observability.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.openmbean.CompositeData;

/**
 * One metric of the adapter with one set of tags, as docs/reference/metrics.md has it. Immutable.
 *
 * @param key which one
 * @param kind what it is
 * @param unit what the value counts
 * @param value events of a counter, level of a gauge, seconds in all of a timer
 * @param count events of a counter or timer; 0 for a gauge
 * @param longest the longest time of a timer in seconds; 0 for others
 */
public record Figure(
    Key key, FigureKind kind, String unit, double value, long count, double longest) {

  /**
   * A metric's name and tags.
   *
   * @param name such as {@code smtpra.sends}
   * @param tags by name, in the adapter's order
   */
  public record Key(String name, Map<String, String> tags) {

    /** Copies the tags. */
    public Key {
      tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
  }

  /** Reads a row of the attribute {@code Metrics}. */
  static Figure of(CompositeData row) {
    return new Figure(
        new Key((String) row.get("name"), tags((String) row.get("tags"))),
        FigureKind.valueOf((String) row.get("kind")),
        (String) row.get("unit"),
        (Double) row.get("value"),
        (Long) row.get("count"),
        (Double) row.get("longest"));
  }

  /** No value has a comma or an equals sign: they are hosts with ports, and constants. */
  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : text.split(",", -1)) {
      int end = tag.indexOf('=');
      if (end > 0) {
        tags.put(tag.substring(0, end), tag.substring(end + 1));
      }
    }
    return tags;
  }

  /** The same, later than another one that began before this one did: events of both. */
  Figure plus(Figure earlier) {
    return kind == FigureKind.GAUGE
        ? this
        : new Figure(
            key,
            kind,
            unit,
            value + earlier.value,
            count + earlier.count,
            Math.max(longest, earlier.longest));
  }
}
