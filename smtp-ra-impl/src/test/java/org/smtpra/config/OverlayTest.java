package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the server leaves open comes from MicroProfile Config, by the real SmallRye. */
class OverlayTest {

  private static List<String> problems(OverlayValues overlay, String... server) {
    return assertThrows(InvalidConfigurationException.class, () -> overlay.under(server))
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }

  private static String key(HostConfiguration host) {
    return host.endpointKey();
  }

  @Test
  void whatTheServerHasSetGoesBeforeTheOverlayAndTheOverlayBeforeTheDefault() throws Exception {
    ParsedConfiguration parsed =
        OverlayValues.of(
                "smtp.orders.host", "mx.example.com",
                "smtp.orders.sendTimeout", "7s",
                "smtp.orders.connectTimeout", "9s")
            .under("sendTimeout", "5s", "connectTimeout", " ");

    assertEquals("mx.example.com:587", key(parsed.configuration().hosts().get(0)));
    assertEquals(Duration.ofSeconds(5), parsed.configuration().timeouts().send());
    assertEquals(Duration.ofSeconds(9), parsed.configuration().timeouts().connect());
    assertEquals(Duration.ofSeconds(60), parsed.configuration().timeouts().greeting());
  }

  /** Payara and WildFly hand every default of ra.xml over as if somebody had typed it. */
  @Test
  void defaultThatTheServerHandsOverLeavesTheWordToTheOverlay() throws Exception {
    ParsedConfiguration parsed =
        OverlayValues.of("smtp.orders.security", "TLS").under("host", "a", "security", "STARTTLS");

    assertEquals(Security.TLS, parsed.configuration().hosts().get(0).security());
  }

  @Test
  void userOfTheServerAndPasswordOfTheOverlayMakeAPair() throws Exception {
    ParsedConfiguration parsed =
        OverlayValues.of("smtp.orders.userName", "other", "smtp.orders.password", "s3cret")
            .under("host", "a", "userName", "shop");

    assertEquals(
        Optional.of(new Credentials("shop", new Secret("s3cret"))),
        parsed.configuration().client().credentials());
  }

  @Test
  void hostOfTheServerStandsAgainstAnyHostsOfTheOverlay() throws Exception {
    ParsedConfiguration parsed =
        OverlayValues.of(
                "smtp.orders.hosts", "b.example.com", "smtp.orders.hosts[0].host", "c.example.com")
            .under("host", "a.example.com");

    assertEquals(
        List.of("a.example.com:587"),
        parsed.configuration().hosts().stream().map(OverlayTest::key).toList());
    assertEquals(List.of(), parsed.warnings());
  }

  @Test
  void mistakesNameTheFullKeyAndHideSecrets() {
    assertEquals(
        List.of(
            "smtp.orders.hosts, entry 1 is \"b:***\": allowed is a port from 1 to 65535 after the"
                + " colon, and each option after a semicolon (the form is "
                + HostEntry.GRAMMAR
                + ")",
            "smtp.orders.sendTimeout is \"5\": allowed is "
                + SmtpProperty.SEND_TIMEOUT.allowedText(),
            "smtp.orders.password is \"***\": allowed is " + SmtpProperty.PASSWORD.allowedText()),
        problems(
            OverlayValues.of(
                "smtp.orders.hosts", "b:x",
                "smtp.orders.sendTimeout", "5",
                "smtp.orders.userName", "shop",
                "smtp.orders.password", "s3cret\n")));
  }

  @Test
  void sourceThatFailsCostsTheOverlayOnlyAndIsNotQuoted() throws Exception {
    OverlayValues overlay = OverlayValues.of("smtp.orders.sendTimeout", "5s");
    OverlaySource source = overlay.asSource();
    overlay.breakDown(true);

    ParsedConfiguration parsed =
        ConfigurationParser.parse(Map.of("host", "a", "configPrefix", "smtp.orders"), () -> source);

    assertEquals(1, parsed.warnings().size());
    assertTrue(
        parsed.warnings().get(0).contains("(a source failed with java.lang.IllegalState"),
        parsed.warnings().get(0));
    assertFalse(parsed.warnings().get(0).contains("s3cret"));
    assertEquals(Duration.ofSeconds(30), parsed.configuration().timeouts().send());
  }

  @Test
  void nameThatIsNoPropertyIsWarnedOf() throws Exception {
    assertEquals(
        List.of("smtp.orders.conectTimeout is ignored: there is no such property"),
        OverlayValues.of(
                "smtp.orders.conectTimeout", "5s",
                "smtp.orders.archive.host", "somebody else's",
                "smtp.ordersX", "somebody else's")
            .under("host", "a")
            .warnings());
  }

  @Test
  void prefixIsCheckedAndThenNothingIsLookedUp() {
    for (String prefix : List.of("smtp.orders.", ".smtp", "smtp orders", "smtp..orders")) {
      assertEquals(
          List.of(
              "configPrefix is \""
                  + prefix
                  + "\": allowed is "
                  + SmtpProperty.CONFIG_PREFIX.allowedText()),
          Configurations.problems("configPrefix", prefix));
    }
  }

  @Test
  void nothingIsLookedUpWithoutAPrefix() throws Exception {
    ParsedConfiguration parsed =
        ConfigurationParser.parse(
            Map.of("host", "a"),
            () -> {
              throw new AssertionError("looked up");
            });

    assertEquals(Optional.empty(), parsed.texts().trouble());
  }

  @Test
  void missingProviderLeavesOneWarningThatSaysWhatToDo() throws Exception {
    ParsedConfiguration parsed =
        ConfigurationParser.parse(
            Map.of("host", "a", "configPrefix", "smtp.orders"),
            () -> {
              throw new IllegalStateException("No ConfigProviderResolver implementation found!");
            });

    assertEquals(
        List.of(
            "configPrefix has no effect, only what the server itself configures counts:"
                + " MicroProfile Config cannot be read here (java.lang.IllegalStateException: No"
                + " ConfigProviderResolver implementation found!); enable MicroProfile Config in"
                + " the server, without a server put an implementation on the class path, or take"
                + " configPrefix away"),
        parsed.warnings());
    assertTrue(parsed.texts().trouble().isPresent());
  }

  @Test
  void missingProviderIsNamedBesideWhatIsMissingBecauseOfIt() {
    InvalidConfigurationException thrown =
        assertThrows(
            InvalidConfigurationException.class,
            () ->
                ConfigurationParser.parse(
                    Map.of("configPrefix", "smtp.orders"),
                    () -> {
                      throw new NoClassDefFoundError("org/eclipse/microprofile/config/Config");
                    }));

    assertEquals("host: set host or hosts", thrown.problems().get(0).toString());
    assertTrue(
        thrown.problems().get(1).toString().startsWith("configPrefix is \"smtp.orders\": "),
        thrown.getMessage());
    assertEquals(2, thrown.problems().size());
  }

  @Test
  void overlayIsPartOfWhatTellsConfigurationsApartButItsSecretsAreNot() throws Exception {
    OverlayValues overlay =
        OverlayValues.of(
            "smtp.orders.hosts[0].host", "a",
            "smtp.orders.hosts[0].userName", "shop",
            "smtp.orders.hosts[0].password", "one",
            "smtp.orders.sendTimeout", "5s");
    Map<String, String> before = overlay.under().texts().identity();

    overlay.set("smtp.orders.hosts[0].password", "two");
    assertEquals(before, overlay.under().texts().identity());

    overlay.set("smtp.orders.sendTimeout", "6s");
    assertNotEquals(before, overlay.under().texts().identity());
    assertFalse(overlay.under().toString().contains("two"));
  }
}
