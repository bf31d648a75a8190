package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short ways to parse, for the tests of this package. */
final class Configurations {

  private Configurations() {}

  /** One host and the given names and values in turn. */
  static Map<String, String> withHost(String... namesAndValues) {
    Map<String, String> texts = texts(namesAndValues);
    texts.putIfAbsent("host", "smtp.example.com");
    return texts;
  }

  /** The given names and values in turn. */
  static Map<String, String> texts(String... namesAndValues) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return texts;
  }

  static SmtpConfiguration parse(String... namesAndValues) throws InvalidConfigurationException {
    return ConfigurationParser.parse(withHost(namesAndValues)).configuration();
  }

  static List<String> warnings(String... namesAndValues) throws InvalidConfigurationException {
    return ConfigurationParser.parse(withHost(namesAndValues)).warnings();
  }

  static List<HostConfiguration> hosts(String hosts) throws InvalidConfigurationException {
    return ConfigurationParser.parse(Map.of("hosts", hosts)).configuration().hosts();
  }

  /** The sentences of all problems. */
  static List<String> problems(String... namesAndValues) {
    return problems(withHost(namesAndValues));
  }

  static List<String> hostsProblems(String hosts) {
    return problems(Map.of("hosts", hosts));
  }

  static List<String> problems(Map<String, String> texts) {
    return assertThrows(InvalidConfigurationException.class, () -> ConfigurationParser.parse(texts))
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }
}
