package org.smtpra.jmx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * The rows of a notice. They are of the JDK's types only: whoever hears of them, in another class
 * loader or over the network, has none of ours. Immutable.
 */
final class NoticeRow {

  private static final CompositeType STEP =
      type(
          "org.smtpra.Step",
          fields(Map.of("startedAtNanos", SimpleType.LONG, "nanos", SimpleType.LONG))
              .with("step", "stage", "reason", "endpointKey"));

  private static final CompositeType SEND =
      type(
          "org.smtpra.Send",
          fields(
                  Map.of(
                      "startedAtNanos", SimpleType.LONG,
                      "nanos", SimpleType.LONG,
                      "attempts", SimpleType.INTEGER,
                      "steps", arrayOf(STEP)))
              .with("outcome", "kind", "stage", "replyCode", "endpointKey", "messageId"));

  private NoticeRow() {}

  /** The fields of a type so far. */
  private record Fields(Map<String, OpenType<?>> types) {

    Fields with(String... texts) {
      Map<String, OpenType<?>> all = new LinkedHashMap<>(types);
      List.of(texts).forEach(name -> all.put(name, SimpleType.STRING));
      return new Fields(all);
    }
  }

  private static Fields fields(Map<String, OpenType<?>> types) {
    return new Fields(types);
  }

  private static CompositeType type(String name, Fields fields) {
    String[] names = fields.types().keySet().toArray(String[]::new);
    OpenType<?>[] types = fields.types().values().toArray(OpenType<?>[]::new);
    try {
      return new CompositeType(name, name, names, names, types);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArrayType<?> arrayOf(CompositeType type) {
    try {
      return new ArrayType<>(1, type);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One step of a message's way; {@code values} has every field. */
  static CompositeData step(Map<String, ?> values) {
    return row(STEP, values);
  }

  /** A message and its outcome; {@code values} has every field. */
  static CompositeData send(Map<String, ?> values) {
    return row(SEND, values);
  }

  private static CompositeData row(CompositeType type, Map<String, ?> values) {
    try {
      return new CompositeDataSupport(type, values);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }
}
