package org.smtpra.testkit.server;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration file in a server's own language, a resource beside this class, with
 * {@code @name@} for what varies.
 */
final class ConfigurationTemplate {

  private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

  private ConfigurationTemplate() {}

  /** Fills every place; a name that the map lacks is an error. */
  static String fill(String resource, Map<String, Object> values) {
    return PLACE
        .matcher(read(resource))
        .replaceAll(place -> Matcher.quoteReplacement(value(resource, values, place.group(1))));
  }

  private static String value(String resource, Map<String, Object> values, String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          resource + " has @" + name + "@, but the values are for " + values.keySet());
    }
    return value.toString();
  }

  private static String read(String resource) {
    try (InputStream in = ConfigurationTemplate.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
