package org.smtpra.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code hosts}: entries separated by commas, each as {@link HostEntry} reads it. */
final class HostListParser {

  private final HostDefaults defaults;
  private final String label;
  private final List<ConfigurationProblem> problems;
  private final Map<String, Integer> numbersByEndpoint = new HashMap<>();

  /** Problems tell of the list under its label. */
  HostListParser(HostDefaults defaults, String label, List<ConfigurationProblem> problems) {
    this.defaults = defaults;
    this.label = label;
    this.problems = problems;
  }

  /** The hosts in the order of the text; those with problems are left out. */
  List<HostConfiguration> parse(String text) {
    List<String> entries = EscapedText.split(text, ',');
    List<HostConfiguration> hosts = new ArrayList<>();
    boolean tail = false;
    for (int i = 0; i < entries.size(); i++) {
      String entry = entries.get(i);
      RedactedEntry redacted = RedactedEntry.of(entry, tail);
      if (entry.isEmpty()) {
        refuseEmpty(i + 1, entries.size());
      } else {
        read(i + 1, entry, redacted.text()).ifPresent(hosts::add);
      }
      tail = redacted.mayGoOn();
    }
    return hosts;
  }

  private Optional<HostConfiguration> read(int number, String entry, String shown) {
    Optional<HostConfiguration> host =
        new HostEntry(label(number), entry, shown, problems).read(defaults);
    host.map(HostConfiguration::endpointKey)
        .map(endpoint -> numbersByEndpoint.putIfAbsent(endpoint, number))
        .ifPresent(
            first ->
                problems.add(
                    new ConfigurationProblem(
                        label(number),
                        shown,
                        "each host and port once; entry " + first + " has the same")));
    return host;
  }

  private void refuseEmpty(int number, int entries) {
    String advice =
        number == entries
            ? "the list ends in a comma; take it away or add a host"
            : "the entry is empty; take one of the commas away";
    problems.add(new ConfigurationProblem(label(number), "", advice));
  }

  private String label(int number) {
    return label + ", entry " + number;
  }

  /** Whether each entry names its own port, so that a default has no effect. */
  static boolean everyEntryHasPort(String text) {
    return EscapedText.split(text, ',').stream()
        .allMatch(
            entry -> HostPart.of(EscapedText.split(entry, ';').get(0)).portText().isPresent());
  }
}
