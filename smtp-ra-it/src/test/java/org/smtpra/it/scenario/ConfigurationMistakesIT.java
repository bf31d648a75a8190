package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.FactorySettings;

/** What the administrator reads when a connection factory is not configured correctly. */
@Acceptance
class ConfigurationMistakesIT {

  @RegisterExtension final Stage stage = new Stage();

  private static FactorySettings settings() {
    return FactorySettings.of("mistaken").with("host", "localhost");
  }

  @Test
  void unknownPropertyIsNamed() {
    String text = refused(settings().with("hots", "smtp.example.com"));
    assertContains(text, "hots");
  }

  @Test
  void wrongTypeNamesPropertyAndValue() {
    String text = refused(settings().with("port", "submission"));
    assertContains(text, "port", "submission");
  }

  @Test
  void badDurationNamesPropertyValueAndWhatIsAllowed() {
    String text = refused(settings().with("connectTimeout", "15"));
    assertContains(text, "connectTimeout", "\"15\"", "allowed is a duration with a unit");
  }

  @Test
  void missingHostSaysWhichPropertiesToSet() {
    String text = refused(FactorySettings.of("mistaken"));
    assertContains(text, "set host or hosts");
  }

  @Test
  void severalMistakesAreReportedTogether() {
    String text = refused(settings().with("ehloName", "no domain!").with("security", "SSL"));
    assertContains(text, "ehloName", "no domain!", "security", "SSL", "STARTTLS");
  }

  private String refused(FactorySettings settings) {
    try {
      return stage.server().complaintAbout(settings);
    } finally {
      stage.server().remove(settings);
    }
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + " is not in: " + text);
    }
  }
}
