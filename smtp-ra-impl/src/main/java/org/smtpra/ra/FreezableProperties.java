package org.smtpra.ra;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.SmtpProperty;

/**
 * Property values as the administrator typed them, which may be set until the server first uses
 * them. Thread safe.
 */
abstract class FreezableProperties implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> values = new TreeMap<>();
  private boolean frozen;

  /** The value that was set, else the default; an empty text where there is neither. */
  final synchronized String text(SmtpProperty property) {
    return values.getOrDefault(property.propertyName(), property.defaultText());
  }

  final @Nullable Integer number(SmtpProperty property) {
    String text = text(property);
    return text.isEmpty() ? null : Integer.valueOf(text);
  }

  final synchronized void set(SmtpProperty property, @Nullable Object value) {
    if (frozen) {
      throw new IllegalStateException(
          "the configuration is in use: "
              + property.propertyName()
              + " can no longer be set; change it in the server's configuration, which makes a new"
              + " connection factory");
    }
    if (value == null) {
      values.remove(property.propertyName());
    } else {
      values.put(property.propertyName(), value.toString());
    }
  }

  /** From the first call on, nothing can be set any more. */
  final synchronized Map<String, String> freeze() {
    frozen = true;
    return Map.copyOf(values);
  }

  final synchronized void copyFrom(FreezableProperties other) {
    values.putAll(other.freeze());
  }
}
