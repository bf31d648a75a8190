package org.smtpra.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads typed values from texts. A value that cannot be read becomes a problem, and reading goes on
 * with the default, so that all problems are found in one go.
 */
final class PropertyReader {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[,\\s]+");

  private final PropertyTexts texts;
  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  PropertyReader(PropertyTexts texts) {
    this.texts = texts;
  }

  PropertyTexts texts() {
    return texts;
  }

  List<ConfigurationProblem> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  void refuseUnknownNames() {
    List<String> known =
        Arrays.stream(SmtpProperty.values()).map(SmtpProperty::propertyName).toList();
    for (String name : texts.serverNames()) {
      if (!known.contains(name)) {
        problems.add(
            new ConfigurationProblem(
                "property " + name,
                "",
                "there is no such property; there are " + String.join(", ", known)));
      }
    }
  }

  void refuseUnresolved() {
    Map<String, String> ofServer = new HashMap<>();
    texts.serverNames().forEach(name -> ofServer.put(name, texts.text(name)));
    problems.addAll(UnresolvedReference.in(ofServer));
  }

  /** Whether there is a list of hosts, as a text or numbered. */
  boolean hasHostList() {
    return isSet(SmtpProperty.HOSTS) || texts.hasNumberedHost(0);
  }

  /** A blank text is what consoles send for a field that was left alone. */
  boolean isSet(SmtpProperty property) {
    String text = untrimmed(property);
    return property.kind() == SmtpProperty.Kind.SECRET ? !text.isEmpty() : !text.isBlank();
  }

  boolean hasProblem(SmtpProperty property) {
    return problems.stream().anyMatch(problem -> problem.property().equals(texts.label(property)));
  }

  /** As typed, for values whose last space may count. */
  String untrimmed(SmtpProperty property) {
    return texts.text(property);
  }

  String text(SmtpProperty property) {
    return isSet(property) ? untrimmed(property).strip() : property.defaultText();
  }

  /** Not trimmed: white space may be part of a password. A line break at its end never is. */
  Secret secret(SmtpProperty property) {
    String value = untrimmed(property);
    if (value.codePoints().anyMatch(Character::isISOControl)) {
      refuse(property);
    }
    return new Secret(value);
  }

  Duration duration(SmtpProperty property) {
    return DurationText.parse(text(property))
        .filter(duration -> property.allowed().includes(duration.toMillis()))
        .orElseGet(
            () -> {
              refuse(property);
              return DurationText.parse(property.defaultText()).orElse(Duration.ZERO);
            });
  }

  /** Nothing if the property is not set and has no default. */
  OptionalInt integer(SmtpProperty property) {
    String text = text(property);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (WHOLE_NUMBER.matcher(text).matches() && property.allowed().includes(Long.parseLong(text))) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    refuse(property);
    return property.defaultText().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(property.defaultText()));
  }

  double decimal(SmtpProperty property) {
    return property
        .allowed()
        .decimal(text(property))
        .orElseGet(
            () -> {
              refuse(property);
              return Double.parseDouble(property.defaultText());
            });
  }

  <E extends Enum<E>> E choice(SmtpProperty property, Class<E> type) {
    Optional<String> word = property.allowed().word(text(property));
    if (word.isEmpty()) {
      refuse(property);
    }
    return Enum.valueOf(type, word.orElse(property.defaultText()));
  }

  boolean yesOrNo(SmtpProperty property) {
    Optional<String> word = property.allowed().word(text(property));
    if (word.isEmpty()) {
      refuse(property);
    }
    return Boolean.parseBoolean(word.orElse(property.defaultText()));
  }

  /** Nothing if the property is not set, or is no file that this process can read. */
  Optional<Path> readableFile(SmtpProperty property) {
    String text = text(property);
    Optional<Path> file = text.isEmpty() ? Optional.empty() : ReadableFile.of(text);
    if (!text.isEmpty() && file.isEmpty()) {
      refuse(property);
    }
    return file;
  }

  /** Words in the administrator's order, in the spelling of the table, each once. */
  List<String> words(SmtpProperty property) {
    List<String> typed =
        BETWEEN_WORDS.splitAsStream(text(property)).filter(word -> !word.isEmpty()).toList();
    List<String> known =
        typed.stream().flatMap(word -> property.allowed().word(word).stream()).toList();
    if (known.size() < typed.size()) {
      refuse(property);
    }
    return known.stream().distinct().collect(Collectors.toUnmodifiableList());
  }

  /** EHLO keywords (RFC 5321 section 4.1.1.1), each once, in upper case. */
  List<String> keywords(SmtpProperty property) {
    List<String> typed =
        BETWEEN_WORDS.splitAsStream(text(property)).filter(word -> !word.isEmpty()).toList();
    if (!typed.stream().allMatch(word -> KEYWORD.matcher(word).matches())) {
      refuse(property);
    }
    return typed.stream().map(word -> word.toUpperCase(Locale.ROOT)).distinct().toList();
  }

  void refuse(SmtpProperty property) {
    refuse(property, property.allowedText());
  }

  void refuse(SmtpProperty property, String allowed) {
    boolean secret = property.kind() == SmtpProperty.Kind.SECRET;
    String shown = secret ? "***" : UserInfo.hidden(property, text(property));
    refuse(property, isSet(property) ? shown : "", allowed);
  }

  void refuse(SmtpProperty property, String shown, String allowed) {
    ConfigurationProblem problem = new ConfigurationProblem(texts.label(property), shown, allowed);
    if (!problems.contains(problem)) { // a property that is read twice is wrong once
      problems.add(problem);
    }
  }

  void warn(String sentence) {
    warnings.add(sentence);
  }
}
