package org.smtpra.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.server.ServerAvailability.NotInstalled;

@ExtendWith(TestCertificatesExtension.class)
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

  /** Between the look for a free port and the server's own bind, anybody may take it. */
  @ParameterizedTest
  @EnumSource
  void aServerWhosePortWasTakenStartsOnAnother(Kind kind, TestCertificates certificates)
      throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(ServerPorts.at(0));
      ServerPorts free = ServerPorts.free();
      Iterator<ServerPorts> ports =
          List.of(new ServerPorts(other.getLocalPort(), free.tls()), free).iterator();
      MailServerSettings settings =
          MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem());
      try (RealMailServer server = kind.start(settings, ports::next)) {
        assertEquals(free.submission(), server.port());
        assertTrue(LocalMailServer.greets(server.port()));
      }
    }
  }

  /** The servers, each with the ports of its first attempts. */
  enum Kind {
    POSTFIX,
    EXIM,
    OPENSMTPD,
    DOVECOT;

    RealMailServer start(MailServerSettings settings, Supplier<ServerPorts> ports) {
      return switch (this) {
        case POSTFIX -> PostfixServer.start(settings, ports);
        case EXIM -> EximServer.start(settings, ports);
        case OPENSMTPD -> OpenSmtpdServer.start(settings, ports);
        case DOVECOT ->
            DovecotSubmissionServer.start(settings, MailRelay.to("127.0.0.1", 1), ports);
      };
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
