package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostListTest {

  private static final String FORM =
      " (the form is host[:port][;priority=0][;weight=1][;security=..][;userName=..][;password=..]"
          + "[;maxSessions=0][;ratePerSecond=0][;trustStoreFile=..][;pinnedCertificate=..]"
          + "[;token..=..])";
  private static final String BAD_HOST =
      "a host name (beyond ASCII as xn--...) or IP address at the start, an IPv6 address in"
          + " brackets, such as smtp.example.com:587 or [2001:db8::25]:587; a comma inside a value"
          + " is written \\,"
          + FORM;
  private static final String BAD_PORT =
      "a port from 1 to 65535 after the colon, and each option after a semicolon" + FORM;
  private static final String BAD_OPTION =
      "after each semicolon one of the options priority, weight, security, userName, password,"
          + " maxSessions, ratePerSecond, trustStoreFile, trustStorePassword, pinnedCertificate,"
          + " tokenSource, tokenEndpoint, tokenClientId, tokenClientSecret, tokenRefreshToken,"
          + " tokenScope, tokenFile, with = and a value; a semicolon inside a value is written"
          + " \\;";

  @Test
  void fullEntryIsRead() throws Exception {
    assertEquals(
        List.of(
            new HostConfiguration(
                "smtp.example.com",
                2525,
                10,
                3,
                Security.STARTTLS_WHEN_AVAILABLE,
                Optional.of(new Credentials("DOMAIN\\shop", new Secret("a,b;c\\d=e "))),
                3,
                0.5)),
        Configurations.hosts(
            " SMTP.example.com:2525 ; Priority = 10;weight=3;security=starttls_when_available;"
                + "\n MaxSessions=3;ratePerSecond=0.5; userName=DOMAIN\\\\shop;password=a\\,b\\;c\\\\d=e\\  "));
  }

  @Test
  void portOfAnEntryIsItsOwnElseTheFactorysElseThatOfItsSecurity() throws Exception {
    String hosts = "a.example.com,b.example.com;security=TLS,[2001:db8::25]:25,192.0.2.1";

    assertEquals(
        List.of("a.example.com:587", "b.example.com:465", "[2001:db8::25]:25", "192.0.2.1:587"),
        endpoints(Map.of("hosts", hosts)));
    assertEquals(
        List.of("a.example.com:26", "b.example.com:26", "[2001:db8::25]:25", "192.0.2.1:26"),
        endpoints(Map.of("hosts", hosts, "port", "26")));
    assertEquals(
        List.of("a.example.com:465"),
        endpoints(Map.of("hosts", "a.example.com", "security", "TLS")));
  }

  private static List<String> endpoints(Map<String, String> texts)
      throws InvalidConfigurationException {
    return ConfigurationParser.parse(texts).configuration().hosts().stream()
        .map(HostConfiguration::endpointKey)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp.example.com:587:wieght=1 | smtp.example.com:587:wieght=1",
        "a:0 | a:0",
        "a:65536 | a:65536",
        "a: | a:",
        "a:x | a:***",
        "a:25 25 | a:25***",
        "a:587:password=hush | a:587:password=***",
        "a:587:bob:hush | a:587:***",
        "smtp://bob:hush@a.example.com:25 | ***",
        "a:password=hush | a:password=***",
      })
  void badPortIsRefused(String entry, String shown) {
    assertEquals(
        List.of("hosts, entry 1 is \"" + shown + "\": allowed is " + BAD_PORT),
        Configurations.hostsProblems(entry));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2001:db8::25 | 2001:db8::25",
        "[2001:db8::25 | [2001:db8::25",
        "[2001:db8::25]587 | [2001:db8::25]587",
        "[192.0.2.1]:587 | [192.0.2.1]:587",
        "1.2.3:25 | 1.2.3:25",
        "192.0.2.256 | 192.0.2.256",
        "münchen.example | münchen.example",
        ":587 | :587",
        "a.example.com. | a.example.com.",
        "a b=hush | a***",
        "weight=hush | weight=***",
        ";weight=2 | ;weight=2",
      })
  void badHostIsRefused(String entry, String shown) {
    assertEquals(
        List.of("hosts, entry 1 is \"" + shown + "\": allowed is " + BAD_HOST),
        Configurations.hostsProblems(entry));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;wieght=2 | a;wieght=2",
        "a;maxSession=3 | a;maxSession=3",
        "a;ratePerMinute=0.5 | a;ratePerMinute=0.5",
        "a;pasword=hush | a;pasword=***",
        "a;weight | a;***",
        "a; | a;",
        "a;=hush | a;***",
        "a;userName=u;password=hu;sh | a;userName=u;password=***;***",
        "a;userName=u;password=hu;sh=hush | a;userName=u;password=***;***",
      })
  void unknownOptionIsRefused(String entry, String shown) {
    assertEquals(
        List.of("hosts, entry 1 is \"" + shown + "\": allowed is " + BAD_OPTION),
        withoutPairing(Configurations.hostsProblems(entry)));
  }

  /** A cut password leaves its user name alone, which is a second, equally true problem. */
  private static List<String> withoutPairing(List<String> problems) {
    return problems.stream().filter(problem -> !problem.contains("together")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;weight=0 | weight= with a whole number from 1 to 1000",
        "a;weight=1001 | weight= with a whole number from 1 to 1000",
        "a;weight= | weight= with a whole number from 1 to 1000",
        "a;priority=-1 | priority= with a whole number from 0 to 1000",
        "a;maxSessions=-1 | maxSessions= with a whole number from 0 to 10000",
        "a;maxSessions=10001 | maxSessions= with a whole number from 0 to 10000",
        "a;maxSessions=2.5 | maxSessions= with a whole number from 0 to 10000",
        "a;ratePerSecond=-1 | ratePerSecond= with a number from 0 to 10000, such as 0.5",
        "a;ratePerSecond=10000.1 | ratePerSecond= with a number from 0 to 10000, such as 0.5",
        "a;ratePerSecond=1e3 | ratePerSecond= with a number from 0 to 10000, such as 0.5",
        "a;ratePerSecond=NaN | ratePerSecond= with a number from 0 to 10000, such as 0.5",
        "a;security=SSL | security= with one of NONE, STARTTLS_WHEN_AVAILABLE, STARTTLS, TLS",
        "a;userName= | userName= with a user name, without control characters",
        "a;weight=1;WEIGHT=2 | each option once; weight is given more than once",
        "a;userName=D\\bob | a backslash only before , ; \\ or a space; write \\\\ for a backslash",
        "a;userName=bob | userName and password together, or neither (password)",
      })
  void badOptionValueIsRefused(String entry, String allowed) {
    assertEquals(
        List.of("hosts, entry 1 is \"" + entry + "\": allowed is " + allowed),
        Configurations.hostsProblems(entry));
  }

  @Test
  void badPasswordIsRefusedUnseen() {
    assertEquals(
        List.of(
            "hosts, entry 1 is \"a;password=***\": allowed is password= with a password, without"
                + " control characters"),
        Configurations.hostsProblems("a;password="));
    assertEquals(
        List.of(
            "hosts, entry 1 is \"a;password=***\": allowed is userName and password together, or"
                + " neither (userName)"),
        Configurations.hostsProblems("a;password=hush"));
    assertEquals(
        List.of(
            "hosts, entry 1 is \"a;userName=u;password=***\": allowed is password= with a password,"
                + " without control characters"),
        Configurations.hostsProblems("a;userName=u;password=hu\u0000sh"));
  }

  @Test
  void emptyEntriesAndTrailingCommaAreRefusedByNumber() {
    assertEquals(
        List.of(
            "hosts, entry 2: the entry is empty; take one of the commas away",
            "hosts, entry 4: the list ends in a comma; take it away or add a host"),
        Configurations.hostsProblems("a,,b, "));
  }

  @Test
  void sameEndpointTwiceIsRefused() {
    assertEquals(
        List.of(
            "hosts, entry 3 is \"A:587;weight=2\": allowed is each host and port once; entry 1 has"
                + " the same"),
        Configurations.hostsProblems("a,a:25,A:587;weight=2"));
  }

  @Test
  void problemsOfAllEntriesAreReportedTogether() {
    assertEquals(
        List.of(
            "hosts, entry 1 is \"a:0;weight=0\": allowed is " + BAD_PORT,
            "hosts, entry 1 is \"a:0;weight=0\": allowed is weight= with a whole number from 1 to"
                + " 1000",
            "hosts, entry 3 is \"c:0\": allowed is " + BAD_PORT),
        Configurations.hostsProblems("a:0;weight=0,b,c:0"));
  }

  @Test
  void restOfAPasswordWithACommaIsNotShown() {
    assertEquals(
        List.of(
            "hosts, entry 2 is \"***\": allowed is " + BAD_HOST,
            "hosts, entry 3 is \"***\": allowed is " + BAD_HOST),
        Configurations.hostsProblems("a;userName=u;password=hu,s h!,hu!sh"));
  }

  @Test
  void entryBehindAPasswordIsShownIfItBeginsLikeAHost() {
    assertEquals(
        List.of(
            "hosts, entry 2 is \"b.example.com:587:wieght=1\": allowed is " + BAD_PORT,
            "hosts, entry 3 is \"c.example.com:70000\": allowed is " + BAD_PORT),
        Configurations.hostsProblems(
            "a;userName=u;password=hush,b.example.com:587:wieght=1,c.example.com:70000"));
  }
}
