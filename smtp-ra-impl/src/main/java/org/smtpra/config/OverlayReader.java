package org.smtpra.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Lays the values of MicroProfile Config over the defaults: what the server has set goes first. The
 * hosts are one thing, set in the server or in the overlay.
 */
final class OverlayReader {

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final String PROPERTY = SmtpProperty.CONFIG_PREFIX.propertyName();

  private final Map<String, String> server;
  private final String prefix;
  private final Map<String, String> texts;
  private final Map<String, String> keys = new HashMap<>();
  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  OverlayReader(Map<String, String> server) {
    this.server = server;
    this.texts = new HashMap<>(server);
    this.prefix = server.getOrDefault(PROPERTY, "").strip();
  }

  List<ConfigurationProblem> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  PropertyTexts read(Supplier<OverlaySource> lookup) {
    if (prefix.isEmpty()) {
      return PropertyTexts.ofServer(server);
    }
    if (!PREFIX.matcher(prefix).matches()) {
      problems.add(
          new ConfigurationProblem(PROPERTY, prefix, SmtpProperty.CONFIG_PREFIX.allowedText()));
      return PropertyTexts.ofServer(server);
    }
    OverlaySource source;
    try {
      source = lookup.get();
    } catch (Throwable e) { // the API is missing, or whatever a server throws for want of more
      return without(e.toString());
    }
    try {
      readAll(source);
      return new PropertyTexts(texts, keys, source, Optional.empty());
    } catch (Throwable e) { // whatever a source throws; its text might quote what it found
      return without("a source failed with " + e.getClass().getName());
    }
  }

  private PropertyTexts without(String why) {
    problems.clear();
    warnings.clear();
    return PropertyTexts.withoutOverlay(
        server, "MicroProfile Config cannot be read here (" + why + ")");
  }

  private void readAll(OverlaySource source) {
    boolean serverHasHosts = isSet(SmtpProperty.HOSTS) || isSet(SmtpProperty.HOST);
    for (SmtpProperty property : SmtpProperty.values()) {
      boolean isHosts = property == SmtpProperty.HOSTS || property == SmtpProperty.HOST;
      if (isHosts ? !serverHasHosts : isReadable(property)) {
        read(source, property.propertyName());
      }
    }
    if (!serverHasHosts) {
      readNumberedHosts(source);
    }
    for (String key : source.keys()) {
      check(key, serverHasHosts);
    }
  }

  private boolean isReadable(SmtpProperty property) {
    return property != SmtpProperty.CONFIG_PREFIX && !isSet(property);
  }

  private boolean isSet(SmtpProperty property) {
    return property.isChangedBy(server.getOrDefault(property.propertyName(), ""));
  }

  private void readNumberedHosts(OverlaySource source) {
    boolean found = true;
    for (int i = 0; found; i++) {
      found = false;
      for (String part : NumberedHosts.PARTS) {
        found |= read(source, NumberedHosts.name(i, part));
      }
    }
    if (keys.containsKey(NumberedHosts.name(0, NumberedHosts.HOST))
        && keys.containsKey(SmtpProperty.HOSTS.propertyName())) {
      problems.add(
          new ConfigurationProblem(
              key(SmtpProperty.HOSTS.propertyName()),
              "",
              "either this or " + key(NumberedHosts.name(0, NumberedHosts.HOST)) + ", not both"));
    }
  }

  private boolean read(OverlaySource source, String name) {
    Optional<String> value = source.value(key(name)).filter(text -> !text.isEmpty());
    value.ifPresent(
        text -> {
          texts.put(name, text);
          keys.put(name, key(name));
        });
    return value.isPresent();
  }

  private String key(String name) {
    return prefix + "." + name;
  }

  /** Finds slips of the pen, as far as the sources tell their keys. */
  private void check(String key, boolean serverHasHosts) {
    if (!key.startsWith(prefix + ".")) {
      return;
    }
    String name = key.substring(prefix.length() + 1);
    if (name.startsWith(SmtpProperty.HOSTS.propertyName() + "[")) {
      if (!serverHasHosts && keys.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
        problems.add(new ConfigurationProblem(key, "", NumberedHosts.ALLOWED));
      }
    } else if (name.indexOf('.') < 0 && !isProperty(name)) {
      warnings.add(key + " is ignored: there is no such property");
    }
  }

  /** In any case: implementations show environment variables in lower case. */
  private static boolean isProperty(String name) {
    return !name.equalsIgnoreCase(PROPERTY)
        && Arrays.stream(SmtpProperty.values())
            .map(SmtpProperty::propertyName)
            .anyMatch(name::equalsIgnoreCase);
  }

  static InvalidConfigurationException gone(String key) {
    return new InvalidConfigurationException(
        List.of(new ConfigurationProblem(key, "", "MicroProfile Config has it no longer")));
  }
}
