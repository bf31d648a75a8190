package org.smtpra.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.server.ServerAvailability.NotInstalled;

class ServerStartTest {

  @Test
  void aServerThatCannotStartSaysWhyWithItsLog() throws IOException {
    EximServer.availability().orAbort();
    try (TestCertificates certificates = TestCertificates.forNames("dns:localhost")) {
      MailServerSettings settings =
          MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem())
              .withLine("no_such_option = 1");
      IllegalStateException failure =
          assertThrows(IllegalStateException.class, () -> EximServer.start(settings));
      assertTrue(
          String.valueOf(failure.getMessage()).contains("no_such_option"), failure.getMessage());
    }
  }

  @Test
  void aMissingServerNamesTheScriptThatInstallsIt(@TempDir Path empty) {
    ServerAvailability missing =
        ServerPrograms.find(empty.resolve("smtpd"), List.of("true"), Map.of(), printed -> printed);
    assertTrue(
        assertInstanceOf(NotInstalled.class, missing)
            .reason()
            .contains(".ci/install-mail-servers"));
  }

  @Test
  void aUserNameWithAColonIsRefused(@TempDir Path directory) {
    MailServerSettings settings = MailServerSettings.of(directory, directory);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> settings.withUser("a:b", "secret"));
    assertEquals(
        "user name 'a:b': must not be empty or have white space or a colon", refusal.getMessage());
  }
}
