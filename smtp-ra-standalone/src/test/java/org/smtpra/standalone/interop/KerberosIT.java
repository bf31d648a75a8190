package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;
import org.smtpra.standalone.PoolProperties;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.KerberosExtension;
import org.smtpra.testkit.server.KerberosServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;

/** Dovecot's submission service that takes nothing but Kerberos tickets, of a real centre. */
@ExtendWith({TestCertificatesExtension.class, KerberosExtension.class})
class KerberosIT {

  private final TestCertificates certificates;
  private final KerberosServer centre;
  @TempDir private Path directory;

  KerberosIT(TestCertificates certificates, KerberosServer centre) {
    this.certificates = certificates;
    this.centre = centre;
  }

  @BeforeEach
  void needsDovecot() {
    DovecotSubmissionServer.availability().orAbort();
  }

  private DovecotSubmissionServer dovecot(ScriptedSmtpServer relay) {
    MailServerSettings settings =
        MailServerSettings.of(certificates.certificatePem(), certificates.privateKeyPem());
    return DovecotSubmissionServer.start(
        centre.inDovecot(settings), MailRelay.to(relay.host(), relay.port()));
  }

  private Map<String, String> properties(int port, String... more) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(port));
    properties.put("trustStoreFile", certificates.authorityPem().toString());
    properties.put("saslMechanisms", "GSSAPI");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return properties;
  }

  private SmtpPool pool(int port, String user, Path keytab) {
    return SmtpPool.open(
        properties(
            port, "userName", user, "keytabFile", keytab.toString(), "reconnectCooldown", "1m"));
  }

  @Test
  void keytabSignsIn() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        DovecotSubmissionServer dovecot = dovecot(relay);
        SmtpPool pool = pool(dovecot.port(), "shop", centre.keytab("shop"))) {
      pool.factory().send(Mails.text(pool.factory(), "by ticket"));
      assertEquals(1, relay.awaitReceived(1).size());
      dovecot.awaitLogged(1, "user=<shop@EXAMPLE.TEST>, method=GSSAPI");
    }
  }

  /** {@code KRB5CCNAME} is for a whole process, so this one is of its own. */
  @Test
  void ticketCacheOfTheProcessSignsIn() throws Exception {
    Path cache = directory.resolve("cache");
    centre.ticket("clerk", centre.keytab("clerk"), cache);
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        DovecotSubmissionServer dovecot = dovecot(relay)) {
      Path output = directory.resolve("output");
      Process sender = sender(dovecot.port(), cache, output);
      try {
        assertTrue(sender.waitFor(2, TimeUnit.MINUTES), "the sender hangs");
      } finally {
        sender.destroyForcibly();
      }
      assertEquals(0, sender.exitValue(), () -> text(output));
      assertEquals(1, relay.awaitReceived(1).size());
      dovecot.awaitLogged(1, "user=<clerk@EXAMPLE.TEST>");
    }
  }

  private Process sender(int port, Path cache, Path output) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.security.krb5.conf=" + centre.configuration(),
            "-cp",
            System.getProperty("java.class.path"),
            TicketCacheSender.class.getName());
    properties(port).forEach((name, value) -> builder.command().add(name + "=" + value));
    builder.environment().put("KRB5CCNAME", "FILE:" + cache);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A centre may lock accounts, so a wrong key is tried once and not by every session. */
  @Test
  void wrongKeyIsTriedOnceForAll() throws Exception {
    Path old = centre.keytab("eager");
    centre.keytab("eager");
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        DovecotSubmissionServer dovecot = dovecot(relay);
        SmtpPool pool = pool(dovecot.port(), "eager", old)) {
      for (SmtpSendFailedException each : failuresAtOnce(pool, 6)) {
        assertEquals(
            SmtpFailureKind.PERMANENT_FAILURE, each.classification().kind(), each::toString);
        assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, each.classification().reason());
        assertEquals(SmtpSendStage.AUTHENTICATE, each.classification().stage());
        assertTrue(each.getMessage().contains("keytabFile is " + old), each::getMessage);
      }
      // Asked without proof first, then with it: one login.
      assertTrue(centre.loginsOf("eager") <= 2, centre::log);
    }
  }

  private static List<SmtpSendFailedException> failuresAtOnce(SmtpPool pool, int callers)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<SmtpSendFailedException>> sends =
          IntStream.range(0, callers)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> Mails.failure(pool.factory(), Mails.text(pool.factory(), "n" + i))))
              .toList();
      List<SmtpSendFailedException> failures = new ArrayList<>();
      for (Future<SmtpSendFailedException> each : sends) {
        failures.add(each.get(1, TimeUnit.MINUTES));
      }
      return failures;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void centreThatIsDownIsNoFaultOfTheMailServer() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.builder().start();
        DovecotSubmissionServer dovecot = dovecot(relay);
        SmtpPool pool = pool(dovecot.port(), "shop", centre.keytab("shop"))) {
      centre.stop();
      try {
        SmtpSendFailedException failure =
            Mails.failure(pool.factory(), Mails.text(pool.factory(), "no centre"));
        assertEquals(
            SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE,
            failure.classification().kind(),
            failure::toString);
        assertEquals(SmtpFailureReason.AUTHENTICATION_TEMPORARY, failure.classification().reason());
        assertEquals(SmtpSendStage.AUTHENTICATE, failure.classification().stage());
      } finally {
        centre.restart();
      }
      pool.factory().send(Mails.text(pool.factory(), "the host has no cooldown"));
      assertEquals(1, relay.awaitReceived(1).size());
    }
  }

  @Test
  void centreIsNotAskedWhereTheServerTakesNoTicket() throws Exception {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder()
                .tls(certificates.serverContext())
                .user("anna", "hush")
                .start();
        SmtpPool pool = pool(server.port(), "patient", centre.keytab("patient"))) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "no GSSAPI"));
      assertEquals(
          SmtpFailureReason.AUTHENTICATION_REFUSED,
          failure.classification().reason(),
          failure::toString);
      assertTrue(failure.getMessage().contains("GSSAPI"), failure::getMessage);
      assertEquals(0, centre.loginsOf("patient"), centre::log);
    }
  }
}
