package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.ResourceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.config.PropertyTexts;

/** What the log says when a configuration is first used. */
class StartReportTest {

  private static final Logger LOGGER = Logger.getLogger("org.smtpra");
  private static final String NO_EFFECT = "no effect in an application server";

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Recorder recorder = new Recorder();

  StartReportTest() {
    LOGGER.addHandler(recorder);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(recorder);
  }

  private void use(SmtpResourceAdapter adapter, Map<String, String> properties)
      throws ResourceException {
    SmtpManagedConnectionFactory factory = SmtpManagedConnectionFactory.of(properties);
    factory.setResourceAdapter(adapter);
    factory.state();
  }

  private List<String> logged(Level level, String start) {
    return records.stream()
        .filter(logged -> logged.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .filter(text -> text.startsWith("SMTPRA") && text.startsWith(": " + start, 11))
        .toList();
  }

  @Test
  void worstCaseIsLoggedOnceForAConfiguration() throws Exception {
    SmtpResourceAdapter adapter = new SmtpResourceAdapter();
    Map<String, String> properties = Map.of("host", "mail.example.com");
    use(adapter, properties);
    use(adapter, properties);
    assertEquals(1, logged(Level.INFO, "servers that hang can hold a send for 153s").size());
  }

  @Test
  void poolPropertiesInAServerAreOneWarningThatNamesItsOwnSettings() throws Exception {
    use(
        new SmtpResourceAdapter(),
        Map.of(
            "host", "mail.example.com",
            "minPoolSize", "1",
            "maxPoolSize", "4",
            "minPoolRefillDelay", "5s"));
    List<String> warnings = logged(Level.WARNING, NO_EFFECT);
    assertEquals(1, warnings.size());
    String warning = warnings.get(0);
    for (String expected :
        List.of(
            " minPoolSize, maxPoolSize, minPoolRefillDelay;",
            "WildFly min-pool-size (with pool-prefill) and max-pool-size",
            "Payara and GlassFish steady-pool-size and max-pool-size",
            "Open Liberty minPoolSize and maxPoolSize",
            "TomEE poolMinSize and poolMaxSize")) {
      assertTrue(warning.contains(expected), warning);
    }
  }

  @Test
  void poolPropertiesOfAPoolThatFollowsThemAreNoWarning() throws Exception {
    use(SmtpResourceAdapter.standalone(), Map.of("host", "mail.example.com", "maxPoolSize", "4"));
    assertEquals(List.of(), logged(Level.WARNING, NO_EFFECT));
  }

  /** Servers hand over the defaults of ra.xml as if somebody had set them. */
  @ParameterizedTest
  @CsvSource({"minPoolSize, 0", "maxPoolSize, 8", "maxPoolSize, ' '", "minPoolRefillDelay, 0"})
  void defaultIsNoSetting(String property, String text) {
    assertEquals(
        Optional.empty(),
        ServerPoolSettings.warning(PropertyTexts.ofServer(Map.of(property, text))));
    assertFalse(
        ServerPoolSettings.warning(PropertyTexts.ofServer(Map.of("maxPoolSize", "9"))).isEmpty());
  }

  private final class Recorder extends Handler {

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
