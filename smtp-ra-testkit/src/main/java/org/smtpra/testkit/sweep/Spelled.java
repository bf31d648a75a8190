package org.smtpra.testkit.sweep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import jdk.jfr.consumer.RecordedObject;
import org.jspecify.annotations.Nullable;

/** All that a value holds, as text: what its own {@code toString} leaves out too. */
final class Spelled {

  private static final int DEEPEST = 12;

  private Spelled() {}

  static String out(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value, 0);
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Object value, int depth) {
    List<@Nullable Object> parts = parts(value, depth);
    if (value instanceof Throwable thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      text.append(trace);
    } else if (parts.isEmpty()) {
      text.append(value).append('\n');
    }
    parts.forEach(part -> append(text, part, depth + 1));
  }

  private static List<@Nullable Object> parts(@Nullable Object value, int depth) {
    List<@Nullable Object> parts = new ArrayList<>();
    if (depth == DEEPEST) {
      return parts;
    }
    if (value instanceof CompositeData row) {
      row.getCompositeType().keySet().forEach(key -> add(parts, key, row.get(key)));
    } else if (value instanceof TabularData table) {
      parts.addAll(table.values());
    } else if (value instanceof RecordedObject event) {
      event
          .getFields()
          .forEach(field -> add(parts, field.getName(), event.getValue(field.getName())));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, part) -> add(parts, key, part));
    } else if (value instanceof Collection<?> all) {
      parts.addAll(all);
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(Array.get(value, i));
      }
    }
    return parts;
  }

  private static void add(
      List<@Nullable Object> parts, @Nullable Object name, @Nullable Object value) {
    parts.add(name);
    parts.add(value);
  }
}
