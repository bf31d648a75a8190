package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpRecipientPolicy;

class ConfigurationParserTest {

  private static final SmtpConfiguration DEFAULTS =
      new SmtpConfiguration(
          List.of(
              new HostConfiguration(
                  "smtp.example.com", 587, 0, 1, Security.STARTTLS, Optional.empty(), 0, 0)),
          new Timeouts(
              Duration.ofSeconds(15),
              Duration.ofSeconds(60),
              Duration.ofSeconds(15),
              Duration.ofSeconds(30),
              Duration.ofMinutes(10),
              Duration.ofSeconds(15)),
          new SessionLimits(
              Duration.ofMinutes(1), Duration.ofMinutes(2), 100, Duration.ofMinutes(10)),
          new PoolLimits(0, 8, Duration.ZERO),
          new CooldownRules(Duration.ofSeconds(30), Duration.ofMinutes(5), 0.2),
          new RetryRules(1, Duration.ofSeconds(2), 0.2),
          new SubmissionRules(1000, 4),
          new MessageRules(SmtpRecipientPolicy.ALL_OR_NOTHING, LongLines.REFUSE),
          new WireRules(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, Chunking.AUTO, List.of()),
          new ClientIdentity("", Optional.empty(), List.of(), Optional.empty()),
          new TlsConfiguration(Optional.empty(), new Secret(""), "PKCS12", List.of()),
          Duration.ZERO,
          Duration.ofSeconds(30),
          true);

  @Test
  void hostAloneIsEnoughAndTheRestHasTheDocumentedDefaults() throws Exception {
    ParsedConfiguration parsed = ConfigurationParser.parse(Map.of("host", "smtp.example.com"));

    assertEquals(DEFAULTS, parsed.configuration());
    assertEquals(List.of(), parsed.warnings());
  }

  @Test
  void blankTextsOfAConsoleMeanTheDefaults() throws Exception {
    assertEquals(
        DEFAULTS,
        Configurations.parse(
            "hosts", " ", "port", "", "password", "", "sendTimeout", " ", "tlsProtocols", ""));
  }

  @Test
  void everyPropertyReachesItsRecord(@TempDir Path folder) throws Exception {
    Path store = Files.createFile(folder.resolve("trust.p12"));
    SmtpConfiguration timed =
        Configurations.parse(
            "connectTimeout", "1s",
            "greetingTimeout", "2s",
            "authenticateTimeout", "3s",
            "sendTimeout", "4s",
            "finalReplyTimeout", "5m",
            "acquireTimeout", "6s",
            "leakDetectionThreshold", "7m",
            "shutdownGrace", "8s",
            "enableMetrics", "FALSE");
    SmtpConfiguration limited =
        Configurations.parse(
            "keepAliveInterval", "0",
            "idleTimeout", "5m",
            "maxMessagesPerSession", "9",
            "maxSessionAge", "1h",
            "minPoolSize", "2",
            "maxPoolSize", "3",
            "minPoolRefillDelay", "4s",
            "asyncQueueCapacity", "5",
            "asyncWorkers", "6");
    SmtpConfiguration trusting =
        Configurations.parse(
            "trustStoreFile", store.toString(),
            "trustStorePassword", " changeit ",
            "trustStoreType", "JKS",
            "tlsProtocols", "tlsv1.3");

    assertEquals(
        new Timeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofMinutes(5),
            Duration.ofSeconds(6)),
        timed.timeouts());
    assertEquals(Duration.ofMinutes(7), timed.leakDetectionThreshold());
    assertEquals(Duration.ofSeconds(8), timed.shutdownGrace());
    assertFalse(timed.enableMetrics());
    assertEquals(
        new SessionLimits(Duration.ZERO, Duration.ofMinutes(5), 9, Duration.ofHours(1)),
        limited.limits());
    assertEquals(new PoolLimits(2, 3, Duration.ofSeconds(4)), limited.pool());
    assertEquals(new SubmissionRules(5, 6), limited.submissions());
    assertEquals(
        new TlsConfiguration(
            Optional.of(store), new Secret(" changeit "), "JKS", List.of("TLSv1.3")),
        trusting.tls());
  }

  @Test
  void cooldownsAndRetriesAreRead() throws Exception {
    SmtpConfiguration configuration =
        Configurations.parse(
            "reconnectCooldown", "10s",
            "maxReconnectCooldown", "1m",
            "maxRetryAttempts", "3",
            "retryBaseDelay", "500ms",
            "jitterRatio", "0.25");

    assertEquals(
        new CooldownRules(Duration.ofSeconds(10), Duration.ofMinutes(1), 0.25),
        configuration.cooldown());
    assertEquals(new RetryRules(3, Duration.ofMillis(500), 0.25), configuration.retries());
  }

  @Test
  void messageRulesAndClientIdentityAreRead() throws Exception {
    SmtpConfiguration configuration =
        Configurations.parse(
            "recipientPolicy", "send_to_accepted",
            "longLines", " SEND ",
            "ehloName", "app1.example.com",
            "localAddress", "2001:db8::1",
            "saslMechanisms", "plain, scram-sha-256 PLAIN",
            "userName", " shop ",
            "password", " with spaces ");

    assertEquals(
        new MessageRules(SmtpRecipientPolicy.SEND_TO_ACCEPTED, LongLines.SEND),
        configuration.messages());
    assertEquals(
        new ClientIdentity(
            "app1.example.com",
            Optional.of("2001:db8::1"),
            List.of("PLAIN", "SCRAM-SHA-256"),
            Optional.of(new Credentials("shop", new Secret(" with spaces ")))),
        configuration.client());
  }

  @Test
  void singleHostTakesPortFromSecurityUnlessItIsSet() throws Exception {
    assertEquals(
        "smtp.example.com:465",
        Configurations.parse("security", "TLS").hosts().get(0).endpointKey());
    assertEquals(
        "smtp.example.com:25",
        Configurations.parse("security", "tls", "port", "25").hosts().get(0).endpointKey());
  }

  @Test
  void singleHostMayBeAnIpv6AddressWithOrWithoutBrackets() throws Exception {
    for (String host : List.of("2001:DB8::25", "[2001:db8::25]")) {
      HostConfiguration only = Configurations.parse("host", host).hosts().get(0);

      assertEquals("2001:db8::25", only.host());
      assertEquals("[2001:db8::25]:587", only.endpointKey());
    }
  }

  @Test
  void finalReplyTimeoutBelowItsFloorIsRaisedWithAWarning() throws Exception {
    assertEquals(
        Duration.ofSeconds(60),
        Configurations.parse("finalReplyTimeout", "59999ms").timeouts().finalReply());
    assertEquals(
        List.of(
            "finalReplyTimeout is raised from 30s to 60s: a client that gives up earlier makes"
                + " duplicates (RFC 5321 section 4.5.3.2.6)"),
        Configurations.warnings("finalReplyTimeout", "30s"));
    assertEquals(List.of(), Configurations.warnings("finalReplyTimeout", "60s"));
  }

  @Test
  void singleHostFormBesideHostsIsWarnedOfWhereItHasNoEffect() throws Exception {
    assertEquals(
        List.of(
            "host is ignored: hosts is set",
            "port is ignored: every entry of hosts has its own",
            "userName and password are ignored: every entry of hosts has its own"),
        Configurations.warnings(
            "hosts", "a.example.com:25;userName=u;password=p",
            "port", "587",
            "userName", "shop",
            "password", "secret"));
  }

  @Test
  void portAndUserBesideHostsServeTheEntriesThatHaveNone() throws Exception {
    Map<String, String> texts =
        Map.of(
            "hosts", "a.example.com,b.example.com:25;userName=u;password=p",
            "port", "2525",
            "userName", "shop",
            "password", "secret");
    ParsedConfiguration parsed = ConfigurationParser.parse(texts);

    assertEquals(List.of(), parsed.warnings());
    assertEquals(
        List.of("a.example.com:2525", "b.example.com:25"),
        parsed.configuration().hosts().stream().map(HostConfiguration::endpointKey).toList());
    assertEquals(
        Optional.of(new Credentials("shop", new Secret("secret"))),
        parsed.configuration().client().credentials());
  }

  @Test
  void clearTextPasswordIsWarnedOfPerHost() throws Exception {
    assertEquals(
        List.of(
            "smtp.example.com:587 has security NONE: user name and password cross the network in"
                + " clear text"),
        Configurations.warnings("security", "NONE", "userName", "shop", "password", "secret"));
    assertEquals(List.of(), Configurations.warnings("security", "NONE"));
  }

  @Test
  void probeThatNeverHappensIsWarnedOf() throws Exception {
    assertEquals(
        List.of(
            "keepAliveInterval (2m) is not shorter than idleTimeout (90s): an idle session is given"
                + " up before it is ever proven"),
        Configurations.warnings("keepAliveInterval", "120s", "idleTimeout", "90s"));
    assertEquals(
        1, Configurations.warnings("keepAliveInterval", "90s", "idleTimeout", "90s").size());
    assertEquals(
        List.of(), Configurations.warnings("keepAliveInterval", "120s", "idleTimeout", "0"));
  }

  @Test
  void hostsThatTakeFewerSessionsThanThePoolHasAreWarnedOfWithTheNumbers() throws Exception {
    String hosts = "a.example.com;maxSessions=2,b.example.com;maxSessions=3";

    assertEquals(
        List.of(
            "the hosts take 5 sessions together (the sum of maxSessions), which is fewer than"
                + " minPoolSize (6): that many are never kept open; in an application server compare"
                + " with its own pool settings"),
        Configurations.warnings("host", "", "hosts", hosts, "minPoolSize", "6"));
    assertEquals(
        List.of(
            "the hosts take 5 sessions together (the sum of maxSessions), which is fewer than"
                + " maxPoolSize (8): connections beyond get no session; in an application server"
                + " compare with its own pool settings"),
        Configurations.warnings("host", "", "hosts", hosts, "minPoolSize", "5"));
    assertEquals(
        List.of(), Configurations.warnings("host", "", "hosts", hosts, "maxPoolSize", "5"));
    assertEquals(
        List.of(),
        Configurations.warnings("host", "", "hosts", hosts + ",c.example.com;maxSessions=0"));
  }

  @Test
  void passwordOfATrustStoreThatIsNotSetIsWarnedOf() throws Exception {
    assertEquals(
        List.of("trustStorePassword is ignored: trustStoreFile is not set"),
        Configurations.warnings("trustStorePassword", "changeit"));
  }

  @Test
  void configurationsAreEqualByValueAndPrintNoSecret(@TempDir Path folder) throws IOException {
    Path store = Files.createFile(folder.resolve("trust.p12"));
    Map<String, String> texts =
        Configurations.withHost(
            "hosts", "a.example.com;userName=u;password=hushhush1",
            "userName", "shop",
            "password", "hushhush2",
            "trustStoreFile", store.toString(),
            "trustStorePassword", "hushhush3");

    ParsedConfiguration parsed = parseOrFail(texts);

    assertEquals(parsed.configuration(), parseOrFail(texts).configuration());
    assertFalse(parsed.toString().contains("hushhush"), parsed.toString());
  }

  private static ParsedConfiguration parseOrFail(Map<String, String> texts) {
    try {
      return ConfigurationParser.parse(texts);
    } catch (InvalidConfigurationException e) {
      throw new AssertionError(e);
    }
  }
}
