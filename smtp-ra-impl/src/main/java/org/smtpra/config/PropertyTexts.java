package org.smtpra.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a configuration, and where each of them comes from: the server, or the overlay. A
 * host of the overlay's numbered list has names such as {@code hosts[0].port}. Immutable.
 */
public final class PropertyTexts {

  /** What is asked for again: users and their secrets. */
  private static final Set<SmtpProperty> CHANGING =
      Set.of(
          SmtpProperty.USER_NAME,
          SmtpProperty.PASSWORD,
          SmtpProperty.TOKEN_CLIENT_ID,
          SmtpProperty.TOKEN_CLIENT_SECRET,
          SmtpProperty.TOKEN_REFRESH_TOKEN);

  private final Map<String, String> texts;
  private final Map<String, String> keys;
  private final @Nullable OverlaySource source;
  private final Optional<String> trouble;

  /**
   * Creates texts.
   *
   * @param texts by name
   * @param keys the full key of each text that comes from the overlay, by name
   * @param source where those came from; null for nowhere
   * @param trouble why there is no overlay although one is wanted
   */
  PropertyTexts(
      Map<String, String> texts,
      Map<String, String> keys,
      @Nullable OverlaySource source,
      Optional<String> trouble) {
    this.texts = Map.copyOf(texts);
    this.keys = Map.copyOf(keys);
    this.source = source;
    this.trouble = trouble;
  }

  /**
   * The texts of a server without an overlay.
   *
   * @param texts by name
   * @return the same
   */
  public static PropertyTexts ofServer(Map<String, String> texts) {
    return new PropertyTexts(texts, Map.of(), null, Optional.empty());
  }

  static PropertyTexts withoutOverlay(Map<String, String> texts, String trouble) {
    return new PropertyTexts(texts, Map.of(), null, Optional.of(trouble));
  }

  /** Why there is no overlay although one is wanted; it may be there for another thread. */
  public Optional<String> trouble() {
    return trouble;
  }

  /**
   * What a property was set to.
   *
   * @param property the property
   * @return as typed; the empty text for nothing
   */
  public String text(SmtpProperty property) {
    return text(property.propertyName());
  }

  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /**
   * The name under which a problem tells of a property.
   *
   * @param property the property
   * @return its name, or the overlay's full key
   */
  public String label(SmtpProperty property) {
    return label(property.propertyName());
  }

  String label(String name) {
    return keys.getOrDefault(name, name);
  }

  /** The overlay's key for a name, whether it has that one or not. */
  String overlayKey(String name) {
    return text(SmtpProperty.CONFIG_PREFIX).strip() + "." + name;
  }

  /** The names that the server has set. */
  Set<String> serverNames() {
    Set<String> names = new TreeSet<>(texts.keySet());
    names.removeAll(keys.keySet());
    return names;
  }

  boolean hasNumberedHost(int index) {
    return texts.keySet().stream().anyMatch(name -> name.startsWith(NumberedHosts.name(index, "")));
  }

  /**
   * What tells two configurations apart: all texts but those that are asked for again and again.
   *
   * @return the texts by name; it holds secrets of the server's configuration
   */
  public Map<String, String> identity() {
    return texts.entrySet().stream()
        .filter(entry -> !isAskedAgain(entry.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Tells whether users or passwords come from the overlay, so that they may change. */
  boolean mayChange() {
    return keys.keySet().stream().anyMatch(name -> isAskedAgain(name) || isList(name));
  }

  private boolean isAskedAgain(String name) {
    return keys.containsKey(name) && CHANGING.stream().anyMatch(each -> isNamed(name, each));
  }

  private static boolean isNamed(String name, SmtpProperty property) {
    String propertyName = property.propertyName();
    return name.equals(propertyName) || name.endsWith("]." + propertyName);
  }

  private static boolean isList(String name) {
    return name.equals(SmtpProperty.HOSTS.propertyName());
  }

  /**
   * The same with users and passwords as the overlay has them now.
   *
   * @throws InvalidConfigurationException if one that was there is gone
   * @throws RuntimeException if one cannot be had
   */
  PropertyTexts askAgain() throws InvalidConfigurationException {
    Map<String, String> now = new HashMap<>(texts);
    for (Map.Entry<String, String> key : keys.entrySet()) {
      if (source != null && (isAskedAgain(key.getKey()) || isList(key.getKey()))) {
        now.put(
            key.getKey(),
            source.value(key.getValue()).orElseThrow(() -> OverlayReader.gone(key.getValue())));
      }
    }
    return new PropertyTexts(now, keys, source, trouble);
  }

  /** Names only: the texts hold secrets. */
  @Override
  public String toString() {
    return new TreeSet<>(texts.keySet()).toString();
  }
}
