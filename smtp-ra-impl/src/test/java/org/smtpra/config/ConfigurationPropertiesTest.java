package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds for every text, not only for those that somebody thought of. */
class ConfigurationPropertiesTest {

  private static final String MARK = "Geheim";

  @Property
  void hostsThatAreWrittenAndReadAreTheSame(@ForAll("hosts") List<HostConfiguration> hosts)
      throws InvalidConfigurationException {
    String text =
        hosts.stream().map(ConfigurationPropertiesTest::write).collect(Collectors.joining(" ,\n"));

    assertEquals(hosts, Configurations.hosts(text));
  }

  @Property
  void durationsThatAreWrittenAndReadAreTheSame(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 10_000_000) long milliseconds) {
    Duration duration = Duration.ofMillis(milliseconds);

    assertEquals(Optional.of(duration), DurationText.parse(DurationText.format(duration)));
  }

  @Property
  void anyTextIsReadOrRefusedButNeverAFault(
      @ForAll SmtpProperty property, @ForAll("texts") String text) {
    try {
      Configurations.parse(property.propertyName(), text);
    } catch (InvalidConfigurationException e) {
      assertFalse(e.problems().isEmpty());
    }
  }

  @Property
  void noProblemShowsAPasswordHoweverTheEntryIsBroken(
      @ForAll("entriesWithAPassword") String entry, @ForAll("secrets") String secret) {
    String hosts = entry.replace("SECRET", secret) + ",broken:0";
    Map<String, String> texts = Map.of("hosts", hosts);

    String message =
        String.valueOf(
            assertThrows(
                    InvalidConfigurationException.class, () -> ConfigurationParser.parse(texts))
                .getMessage());

    assertFalse(message.contains(MARK), message);
  }

  @Provide
  Arbitrary<List<HostConfiguration>> hosts() {
    Arbitrary<Optional<Credentials>> credentials =
        Combinators.combine(plainTexts(), plainTexts())
            .as((user, password) -> new Credentials(user, new Secret(password)))
            .optional();
    return Combinators.combine(
            Arbitraries.of("a", "smtp-1.example.com", "my_relay", "192.0.2.1", "2001:db8::25"),
            Arbitraries.integers().between(1, 65535),
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(1, 1000),
            Arbitraries.of(Security.class),
            credentials,
            Arbitraries.integers().between(0, 10_000),
            Arbitraries.integers().between(0, 100_000).map(tenths -> tenths / 10.0))
        .as(HostConfiguration::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .uniqueElements(HostConfiguration::endpointKey);
  }

  private static Arbitrary<String> plainTexts() {
    return Arbitraries.strings()
        .withChars(",;\\ =:")
        .withCharRange('!', '~')
        .withCharRange('\u00a1', '\u0250')
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  /** As an administrator would have to write it. */
  private static String write(HostConfiguration host) {
    String credentials =
        host.credentials()
            .map(
                user ->
                    (";userName=" + escape(user.userName()))
                        + (";password=" + escape(user.password().reveal())))
            .orElse("");
    return host.endpointKey()
        + (";weight=" + host.weight())
        + (" ; priority=" + host.priority())
        + (";security=" + host.security())
        + (";maxSessions=" + host.maxSessions())
        + (";ratePerSecond=" + host.ratePerSecond())
        + credentials;
  }

  private static String escape(String text) {
    return text.replaceAll("[,;\\\\ ]", "\\\\$0");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.strings()
            .withChars("[]:;,=\\. 0123456789abfimnpsw\u0000\n")
            .ofMinLength(1)
            .ofMaxLength(40));
  }

  @Provide
  Arbitrary<String> entriesWithAPassword() {
    return Arbitraries.of(
        "a;userName=u;password=SECRET",
        "a;userName=u;password=SECRET;",
        "a;userName=u;password=SECRET;weight=0",
        "a;userName=u;pasword=SECRET",
        "a;userName=u;pw:SECRET",
        "a;userName=u password=SECRET",
        "a:password=SECRET",
        "a:25:password=SECRET",
        "a:25:u:SECRET",
        "a:25 password=SECRET",
        "u:SECRET@a:25",
        "smtp://u:SECRET@a:25",
        "a,password=SECRET",
        "password=SECRET",
        "a;password:SECRET");
  }

  /** Passwords whose every separator was left unescaped, with a mark in each of their parts. */
  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.of(
            MARK, "." + MARK + "!", MARK + "!=" + MARK, MARK + "=" + MARK, "!" + MARK + "\\" + MARK)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .flatMap(parts -> Arbitraries.of(";", "!,!", "\\;", "\\").map(comma -> join(parts, comma)));
  }

  private static String join(List<String> parts, String separator) {
    return String.join(separator, parts);
  }
}
