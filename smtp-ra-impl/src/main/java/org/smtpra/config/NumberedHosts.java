package org.smtpra.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the hosts of an overlay: {@code hosts[0].host}, {@code hosts[0].port} and so on. */
final class NumberedHosts {

  static final String HOST = "host";
  private static final String PORT = "port";

  /** What may follow the number. */
  static final List<String> PARTS =
      Stream.concat(
              Stream.of(HOST, PORT), Arrays.stream(HostOption.values()).map(HostOption::optionName))
          .toList();

  static final String ALLOWED =
      "hosts are numbered from 0 without a gap, and each has only " + String.join(", ", PARTS);

  private final PropertyReader properties;
  private final Security defaultSecurity;
  private final OptionalInt defaultPort;
  private final SignOnReader signOn;
  private final Map<String, String> labelsByEndpoint = new HashMap<>();

  NumberedHosts(
      PropertyReader properties,
      Security defaultSecurity,
      OptionalInt defaultPort,
      SignOnReader signOn) {
    this.properties = properties;
    this.signOn = signOn;
    this.defaultSecurity = defaultSecurity;
    this.defaultPort = defaultPort;
  }

  static String name(int index, String part) {
    return SmtpProperty.HOSTS.propertyName() + "[" + index + "]." + part;
  }

  /** Whether each host names its own port, so that a default has no effect. */
  static boolean everyOneHasPort(PropertyTexts texts) {
    return IntStream.iterate(0, texts::hasNumberedHost, i -> i + 1)
        .noneMatch(i -> texts.text(name(i, PORT)).isBlank());
  }

  /** The hosts in the order of their numbers; those with problems are left out. */
  List<HostConfiguration> read() {
    List<HostConfiguration> hosts = new ArrayList<>();
    for (int i = 0; properties.texts().hasNumberedHost(i); i++) {
      read(i).ifPresent(hosts::add);
    }
    return hosts;
  }

  private Optional<HostConfiguration> read(int index) {
    int before = properties.problems().size();
    Optional<String> host = host(index);
    OptionalInt port = port(index);
    Map<HostOption, String> options = options(index);
    HostOptions chosen = new HostOptions(options, defaultSecurity);
    chosen.checkTrust((option, allowed) -> refuse(index, option.optionName(), allowed));
    Optional<Credentials> user =
        wereUsable(index, options)
            ? signOn.ofHost(
                options, (option, allowed) -> refuse(index, option.optionName(), allowed))
            : Optional.empty();
    if (properties.problems().size() > before || host.isEmpty()) {
      return Optional.empty();
    }
    HostConfiguration read = chosen.at(host.get(), port.isPresent() ? port : defaultPort, user);
    String label = label(index, HOST);
    String first = labelsByEndpoint.putIfAbsent(read.endpointKey(), label);
    if (first != null) {
      refuse(index, HOST, "each host and port once; " + first + " has the same");
    }
    return Optional.of(read);
  }

  private Optional<String> host(int index) {
    Optional<String> host = HostPart.bare(text(index, HOST));
    if (host.isEmpty()) {
      refuse(index, HOST, "a host name (beyond ASCII as xn--...) or IP address, without a port");
    }
    return host;
  }

  private OptionalInt port(int index) {
    if (text(index, PORT).isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt port = HostPart.port(text(index, PORT));
    if (port.isEmpty()) {
      refuse(index, PORT, SmtpProperty.PORT.allowedText());
    }
    return port;
  }

  private Map<HostOption, String> options(int index) {
    Map<HostOption, String> options = new EnumMap<>(HostOption.class);
    for (HostOption option : HostOption.values()) {
      String typed = properties.texts().text(name(index, option.optionName()));
      String text = option.isSecret() ? typed : typed.strip();
      if (!text.isEmpty()) {
        option
            .normalise(text)
            .ifPresentOrElse(
                value -> options.put(option, value),
                () -> refuse(index, option.optionName(), option.allowed().text()));
      }
    }
    return options;
  }

  /** What was set and cannot be used is not missing. */
  private boolean wereUsable(int index, Map<HostOption, String> options) {
    return Arrays.stream(HostOption.values())
        .filter(HostOption::saysWho)
        .allMatch(
            option -> text(index, option.optionName()).isEmpty() || options.containsKey(option));
  }

  private String text(int index, String part) {
    return properties.texts().text(name(index, part)).strip();
  }

  /** Nothing may come from the overlay for a part that is missing: its key is told all the same. */
  private String label(int index, String part) {
    return properties.texts().overlayKey(name(index, part));
  }

  private void refuse(int index, String part, String allowed) {
    String typed = text(index, part);
    boolean secret =
        HostOption.named(part).filter(HostOption::isSecret).isPresent() && !typed.isEmpty();
    boolean endpoint = part.equals(HostOption.TOKEN_ENDPOINT.optionName());
    String shown =
        part.equals(HOST)
            ? RedactedEntry.of(typed, false).text()
            : endpoint ? UserInfo.hidden(SmtpProperty.TOKEN_ENDPOINT, typed) : typed;
    properties
        .problems()
        .add(new ConfigurationProblem(label(index, part), secret ? "***" : shown, allowed));
  }
}
