package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTrustOptionsTest {

  private static final String PIN = "0f".repeat(32);
  private static final String SHOWN_PIN = "0F:".repeat(31) + "0F";

  @TempDir Path directory;
  private String file;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.createFile(directory.resolve("ca.pem")).toString();
  }

  private static String problem(String hosts) {
    List<ConfigurationProblem> problems =
        assertThrows(
                InvalidConfigurationException.class,
                () -> ConfigurationParser.parse(Map.of("hosts", hosts)))
            .problems();
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0).toString();
  }

  @Test
  void hostMayHaveAnAuthorityOfItsOwn() throws Exception {
    List<HostConfiguration> hosts =
        Configurations.hosts(
            "a.example.com;trustStoreFile=" + file + ";trustStorePassword=pw, b.example.com");
    assertEquals(
        new HostTrust(Optional.of(Path.of(file)), new Secret("pw"), Set.of()),
        hosts.get(0).trust());
    assertEquals(HostTrust.FACTORY, hosts.get(1).trust());
  }

  @Test
  void fingerprintIsReadAsToolsPrintItAndAsPlainDigits() throws Exception {
    List<HostConfiguration> hosts =
        Configurations.hosts(
            "a.example.com;pinnedCertificate=" + SHOWN_PIN + " " + "1e".repeat(32));
    assertEquals(Set.of(PIN, "1e".repeat(32)), hosts.get(0).trust().pins());
  }

  @Test
  void numberedHostHasTheSameOptions() throws Exception {
    HostConfiguration host =
        OverlayValues.of(
                "smtp.orders.hosts[0].host",
                "a.example.com",
                "smtp.orders.hosts[0].pinnedCertificate",
                SHOWN_PIN)
            .under()
            .configuration()
            .hosts()
            .get(0);
    assertEquals(Set.of(PIN), host.trust().pins());
  }

  @Test
  void mistakesAreNamedAndThePasswordIsNotShown() {
    String shortPin = problem("a.example.com;pinnedCertificate=0F:0F");
    assertTrue(shortPin.contains("pinnedCertificate= with the SHA-256 fingerprint"), shortPin);
    String noFile = problem("a.example.com;trustStoreFile=/no/such/file");
    assertTrue(noFile.contains("trustStoreFile= with the path of a file"), noFile);
    String both = problem("a.example.com;trustStoreFile=" + file + ";pinnedCertificate=" + PIN);
    assertTrue(both.contains("trustStoreFile or pinnedCertificate, not both"), both);
    String clear = problem("a.example.com;security=NONE;pinnedCertificate=" + PIN);
    assertTrue(clear.contains("nothing with security NONE"), clear);
    String lonely = problem("a.example.com;trustStorePassword=hidden-one");
    assertTrue(lonely.contains("nothing without the host's trustStoreFile"), lonely);
    assertFalse(lonely.contains("hidden-one"), lonely);
  }
}
