package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads every sentence that an administrator may get, apart from those about hosts. */
class ConfigurationProblemsTest {

  private static final String DURATION =
      "a duration with a unit, such as 500ms, 15s, 2m, 1h, from ";

  @Test
  void allProblemsAreReportedAtOnceOnALineEach() {
    InvalidConfigurationException thrown =
        assertThrows(
            InvalidConfigurationException.class,
            () ->
                ConfigurationParser.parse(
                    Map.of("connectTimeout", "15", "maxPoolSize", "0", "security", "SSL")));

    assertEquals(
        """
        The SMTP connection factory is not configured correctly:
          security is "SSL": allowed is one of NONE, STARTTLS_WHEN_AVAILABLE, STARTTLS, TLS
          host: set host or hosts
          connectTimeout is "15": allowed is a duration with a unit, such as 500ms, 15s, 2m, 1h, \
        from 1ms to 24h
          maxPoolSize is "0": allowed is a whole number from 1 to 10000\
        """,
        thrown.getMessage());
    assertEquals(4, thrown.problems().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "-1s", "1.5s", "0", "0ms", "s", "15 s", "1h30m", "25h", "1d", "٣s"})
  void timeOutsNeedAUnitAndAPositiveWholeNumberUpToADay(String text) {
    for (String property :
        List.of(
            "connectTimeout",
            "greetingTimeout",
            "authenticateTimeout",
            "sendTimeout",
            "finalReplyTimeout")) {
      assertEquals(
          List.of(property + " is \"" + text + "\": allowed is " + DURATION + "1ms to 24h"),
          Configurations.problems(property, text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1s", "24h1ms", "86400001ms", "999999999999999999h"})
  void otherDurationsMayBeZeroToo(String text) throws Exception {
    for (String property :
        List.of(
            "acquireTimeout",
            "keepAliveInterval",
            "idleTimeout",
            "maxSessionAge",
            "leakDetectionThreshold",
            "retryBaseDelay",
            "minPoolRefillDelay",
            "shutdownGrace")) {
      assertEquals(
          List.of(property + " is \"" + text + "\": allowed is " + DURATION + "0 to 24h"),
          Configurations.problems(property, text));
      Configurations.parse(property, "0");
      Configurations.parse(property, "24h");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "port, 0, 1, 65535",
    "port, 65536, 1, 65535",
    "port, +25, 1, 65535",
    "minPoolSize, -1, 0, 10000",
    "minPoolSize, 99999999999999999999, 0, 10000",
    "maxPoolSize, 10001, 1, 10000",
    "maxMessagesPerSession, 2147483648, 0, 2147483647",
    "maxMessagesPerSession, many, 0, 2147483647",
    "maxRetryAttempts, -1, 0, 10",
    "maxRetryAttempts, 11, 0, 10"
  })
  void numbersNameTheirRange(String property, String text, int least, int most) {
    assertEquals(
        List.of(
            property
                + (" is \"" + text + "\": allowed is a whole number from ")
                + (least + " to " + most)),
        Configurations.problems(property, text));
  }

  @Test
  void minPoolSizeIsAtMostMaxPoolSize() {
    assertEquals(
        List.of("minPoolSize is \"9\": allowed is at most maxPoolSize, which is 8"),
        Configurations.problems("minPoolSize", "9"));
    assertEquals(
        List.of("maxPoolSize is \"x\": allowed is a whole number from 1 to 10000"),
        Configurations.problems("minPoolSize", "9", "maxPoolSize", "x"));
  }

  @Test
  void cooldownOverItsCapIsOneProblemThatNamesBoth() {
    assertEquals(
        List.of(
            "reconnectCooldown is \"6m\": allowed is at most maxReconnectCooldown, which is 5m"),
        Configurations.problems("reconnectCooldown", "6m"));
    assertEquals(
        List.of(
            "maxReconnectCooldown is \"29s\": allowed is at least reconnectCooldown, which is 30s"),
        Configurations.problems("maxReconnectCooldown", "29s"));
    assertEquals(
        List.of(
            "maxReconnectCooldown is \"1m\": allowed is at least reconnectCooldown, which is 2m"),
        Configurations.problems("reconnectCooldown", "2m", "maxReconnectCooldown", "1m"));
    assertEquals(
        List.of("reconnectCooldown is \"5\": allowed is " + DURATION + "0 to 24h"),
        Configurations.problems("reconnectCooldown", "5", "maxReconnectCooldown", "1s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-0.1", "1.1", "2", "NaN", "0,2", ".2", "1.", "20%", "1e0", "0.1234567890"})
  void ratiosAreFromZeroToOneWithAPoint(String text) throws Exception {
    assertEquals(
        List.of("jitterRatio is \"" + text + "\": allowed is a number from 0 to 1, such as 0.2"),
        Configurations.problems("jitterRatio", text));
    Configurations.parse("jitterRatio", "0");
    Configurations.parse("jitterRatio", "1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "security | SSL | one of NONE, STARTTLS_WHEN_AVAILABLE, STARTTLS, TLS",
        "recipientPolicy | SOME | one of ALL_OR_NOTHING, SEND_TO_ACCEPTED",
        "longLines | FOLD | one of REFUSE, SEND",
        "saslMechanisms | PLAIN,NTLM | one or more of SCRAM-SHA-256-PLUS, SCRAM-SHA-256, CRAM-MD5, PLAIN, LOGIN, OAUTHBEARER, XOAUTH2, EXTERNAL,"
            + " GSSAPI, separated by commas",
        "tlsProtocols | TLSv1.2,TLSv1.1 | one or more of TLSv1.3, TLSv1.2, separated by commas; SSL,"
            + " TLS 1.0 and TLS 1.1 are broken and never used (RFC 8996)",
        "ehloName | my host | a domain such as app1.example.com (beyond ASCII as xn--...) or an"
            + " address literal such as [192.0.2.1] or [IPv6:2001:db8::1]",
        "localAddress | eth0 | an IP address such as 192.0.2.1 or 2001:db8::1, not a name",
        "trustStoreFile | /no/such/file | the path of a file that this process can read",
        "trustStoreType | PEM | a key store type of this Java runtime, such as PKCS12 or JKS",
        "host | smtp.example.com:587 | one host name or IP address; a list, ports and options go"
            + " into hosts"
      })
  void otherValuesNameWhatIsAllowed(String property, String text, String allowed) {
    assertEquals(
        List.of(property + " is \"" + text + "\": allowed is " + allowed),
        Configurations.problems(property, text));
  }

  @Test
  void userNameAndPasswordGoTogether() {
    assertEquals(
        List.of("userName is \"shop\": allowed is userName and password together, or neither"),
        Configurations.problems("userName", "shop"));
    assertEquals(
        List.of("password is \"***\": allowed is userName and password together, or neither"),
        Configurations.problems("password", "secret"));
  }

  @Test
  void lineBreakAtTheEndOfASecretIsFoundAndTheSecretHidden() {
    assertEquals(
        List.of(
            "password is \"***\": allowed is a text without control characters, together with"
                + " userName"),
        Configurations.problems("userName", "shop", "password", "secret\n"));
    assertEquals(
        List.of("trustStorePassword is \"***\": allowed is a text without control characters"),
        Configurations.problems("trustStorePassword", "secret\r\n"));
    assertEquals(
        List.of(
            "userName is \"sh?op\": allowed is a user name without control characters, together"
                + " with password or tokenSource"),
        Configurations.problems("userName", "sh\u0000op", "password", "secret"));
  }

  @Test
  void unknownPropertyIsNamedWithoutItsValue() {
    List<String> problems = Configurations.problems("passwrod", "secret");

    assertEquals(1, problems.size());
    assertTrue(
        problems
            .get(0)
            .startsWith(
                "property passwrod: there is no such property; there are hosts, host, port, "),
        problems.get(0));
  }

  @Test
  void listInTheSingleHostPropertyKeepsItsPasswordHidden() {
    assertEquals(
        List.of(
            "host is \"a.example.com;userName=u;password=***\": allowed is one host name or IP"
                + " address; a list, ports and options go into hosts"),
        Configurations.problems("host", "a.example.com;userName=u;password=secret"));
  }

  @Test
  void valueInAProblemCannotForgeALogLineAndIsNotEndless() {
    assertEquals(
        "ehloName is \"a?b?c\": allowed is x",
        new ConfigurationProblem("ehloName", "a\nb\u202ec", "x").toString());
    assertEquals(
        "ehloName is \"" + "a".repeat(200) + "...\": allowed is x",
        new ConfigurationProblem("ehloName", "a".repeat(201), "x").toString());
  }
}
