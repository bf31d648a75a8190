package org.smtpra.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One entry of the list of hosts: reads {@link #GRAMMAR} and collects what is wrong with it. */
final class HostEntry {

  static final String GRAMMAR =
      "host[:port][;priority=0][;weight=1][;security=..][;userName=..][;password=..]"
          + "[;maxSessions=0][;ratePerSecond=0][;trustStoreFile=..][;pinnedCertificate=..]"
          + "[;token..=..]";

  private static final String WITHIN_GRAMMAR = " (the form is " + GRAMMAR + ")";

  private final String label;
  private final String shown;
  private final HostPart hostPart;
  private final List<String> optionTexts;
  private final List<ConfigurationProblem> problems;
  private final Map<HostOption, String> options = new EnumMap<>(HostOption.class);

  /**
   * Cuts an entry in pieces.
   *
   * @param label the property and the entry's number
   * @param entry the text, still escaped
   * @param shown the text as problems show it
   * @param problems where problems go
   */
  HostEntry(String label, String entry, String shown, List<ConfigurationProblem> problems) {
    List<String> pieces = EscapedText.split(entry, ';');
    this.label = label;
    this.shown = shown;
    this.hostPart = HostPart.of(pieces.get(0));
    this.optionTexts = pieces.subList(1, pieces.size());
    this.problems = problems;
  }

  /** Nothing if there was a problem. */
  Optional<HostConfiguration> read(HostDefaults defaults) {
    int before = problems.size();
    checkHostPart();
    optionTexts.forEach(this::readOption);
    HostOptions chosen = new HostOptions(options, defaults.security());
    chosen.checkTrust(this::refuse);
    Optional<Credentials> user =
        problems.size() > before
            ? Optional.empty()
            : defaults.signOn().ofHost(options, this::refuse);
    if (problems.size() > before) {
      return Optional.empty();
    }
    OptionalInt port = hostPart.port().isPresent() ? hostPart.port() : defaults.port();
    return hostPart.host().map(host -> chosen.at(host, port, user));
  }

  private void refuse(HostOption option, String allowed) {
    refuse(allowed + " (" + option.optionName() + ")");
  }

  private void checkHostPart() {
    if (hostPart.host().isEmpty()) {
      refuse(
          "a host name (beyond ASCII as xn--...) or IP address at the start, an IPv6 address in"
              + " brackets, such as smtp.example.com:587 or [2001:db8::25]:587; a comma"
              + " inside a value is written \\,"
              + WITHIN_GRAMMAR);
    } else if (!hostPart.hasValidPort()) {
      refuse(
          "a port from 1 to 65535 after the colon, and each option after a semicolon"
              + WITHIN_GRAMMAR);
    }
  }

  private void readOption(String text) {
    int equals = text.indexOf('=');
    Optional<HostOption> option =
        HostOption.named(equals < 0 ? "" : text.substring(0, equals).strip());
    if (option.isEmpty()) {
      refuse(
          "after each semicolon one of the options "
              + HostOption.names()
              + ", with = and a value; a semicolon inside a value is written \\;");
      return;
    }
    String typed = EscapedText.trim(text.substring(equals + 1));
    EscapedText.unescape(typed)
        .ifPresentOrElse(
            value -> setOption(option.get(), value),
            () -> refuse("a backslash only before , ; \\ or a space; write \\\\ for a backslash"));
  }

  private void setOption(HostOption option, String value) {
    Optional<String> normal = option.normalise(value);
    if (normal.isEmpty()) {
      refuse(option.optionName() + "= with " + option.allowed().text());
    } else if (options.putIfAbsent(option, normal.get()) != null) {
      refuse("each option once; " + option.optionName() + " is given more than once");
    }
  }

  private void refuse(String allowed) {
    problems.add(new ConfigurationProblem(label, shown, allowed));
  }
}
