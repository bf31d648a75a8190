package org.smtpra.it.asadmin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.AdministrationException;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.HowToPage;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerJava;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;

/**
 * Executes the commands of docs/how-to/payara.md on a new domain, in the order of the page; on
 * GlassFish too, whose page leads there.
 */
class HowToAsadminIT {

  private static final Path DOCS = Path.of(System.getProperty("smtp-ra.docs"), "how-to");
  private static final List<String> OF_THE_SCRIPT = List.of("install", "secret", "configure");

  private static final List<String> NEW_FACTORIES = List.of("trust", "hosts", "retries");
  private static final List<String> SAME_FACTORY = List.of("test", "watch", "debug");

  @TempDir Path directory;

  private final Map<String, String> values = new HashMap<>();
  private HowToPage page;

  @BeforeEach
  void readPage() throws IOException {
    assumeTrue(ServerJava.ofThisRun().isPresent(), ServerJava::missing);
    page = HowToPage.read(DOCS.resolve("payara.md"));
  }

  @Test
  void commandsOfThePageConfigureAndChangeAndRemoveAConnectionFactory() throws Exception {
    try (TestCertificates certificates = TestCertificates.forNames("dns:localhost");
        ScriptedSmtpServer mail =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .user("shop", "p\u00e4ss w\\rd")
                .requireAuth()
                .start();
        ScriptedSmtpServer backup = ScriptedSmtpServer.builder().tls(certificates).start()) {
      fillIn(mail, certificates);
      values.put("smtp.backupHost", "localhost");
      values.put("smtp.backupPort", String.valueOf(backup.port()));
      Asadmin asadmin = new Asadmin(ServerHome.ofThisRun());
      try (AsadminServer server = AsadminServer.start(asadmin, "how-to")) {
        runScript(asadmin, server.adminPort());
        follow(server, mail);
      }
    }
  }

  private void fillIn(ScriptedSmtpServer mail, TestCertificates certificates) {
    values.put("smtp.archive", System.getProperty("smtp-ra.rar"));
    values.put("smtp.host", "localhost");
    values.put("smtp.port", String.valueOf(mail.port()));
    values.put("smtp.user", "shop");
    values.put("smtp.application", "store");
    values.put("smtp.password", "p\u00e4ss w\\rd");
    values.put("smtp.trustStoreFile", certificates.trustStore().toString());
    values.put("smtp.trustStorePassword", certificates.password());
  }

  /** The file that users copy has the commands of the page, and runs as the page says. */
  private void runScript(Asadmin asadmin, int adminPort) throws IOException {
    List<String> lines =
        Files.readAllLines(DOCS.resolve("payara.asadmin")).stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    assertEquals(OF_THE_SCRIPT.stream().map(page::block).flatMap(List::stream).toList(), lines);
    List<String> filledIn =
        OF_THE_SCRIPT.stream().flatMap(block -> page.block(block, values).stream()).toList();
    Path script = Files.write(directory.resolve("payara.asadmin"), filledIn);
    Path passwords = directory.resolve("smtp.passwords");
    PasswordAliases.write(passwords, values.get("smtp.password"));
    // The ping is refused: the certificate's authority is not trusted yet.
    String answer =
        assertThrows(
                AdministrationException.class,
                () ->
                    asadmin.run(
                        "--port",
                        String.valueOf(adminPort),
                        "--passwordfile",
                        passwords.toString(),
                        "multimode",
                        "--file",
                        script.toString()))
            .getMessage();
    assertEquals(
        List.of("Command ping-connection-pool failed.", "Command multimode failed."),
        answer.lines().filter(line -> line.endsWith("failed.")).toList(),
        answer);
    assertTrue(answer.contains("error code: SMTP-RA-TLS_FAILED"), answer);
  }

  private void follow(AsadminServer server, ScriptedSmtpServer mail) throws IOException {
    server.deploy(
        ApplicationArchive.write(
            ApplicationArchive.war("store.war", "smtp/orders", ""), directory));
    Application application = Application.at(server.http().resolve("/store/"));
    server.aliases().offer(values.get("smtp.trustStorePassword"));
    for (String block : NEW_FACTORIES) {
      server.run(page.block(block, values));
      server.run(page.block("enable", values));
      assertSends(application, mail, block);
    }
    for (String block : SAME_FACTORY) {
      server.run(page.block(block, values));
      assertSends(application, mail, block);
    }
    change(server, application, mail);
    bringAlongInAnEar(server, mail);
    rotatePassword(server, application);
    assertSends(application, mail, "rotate");

    server.undeploy("store.war");
    server.run(page.block("remove", values));
    mail.awaitClosed(mail.sessionsAccepted());
    assertEquals(Set.of(), page.unused());
  }

  private void change(AsadminServer server, Application application, ScriptedSmtpServer mail) {
    int opened = mail.sessionsAccepted();
    server.run(page.block("tune", values));
    assertSends(application, mail, "tune");
    assertEquals(opened, mail.sessionsAccepted());
    server.run(page.block("change", values));
    server.run(page.block("enable", values));
    assertSends(application, mail, "change");
    assertEquals(opened + 1, mail.sessionsAccepted());
    assertEquals("app1.example.com", heloName(mail));
    server.run(page.block("flush", values));
    assertSends(application, mail, "flush");
    assertEquals(opened + 2, mail.sessionsAccepted());
  }

  private void bringAlongInAnEar(AsadminServer server, ScriptedSmtpServer mail) {
    EnterpriseArchive ear =
        ShrinkWrap.create(EnterpriseArchive.class, "shop.ear")
            .addAsModule(
                ShrinkWrap.createFromZipFile(
                    ResourceAdapterArchive.class, new File(values.get("smtp.archive"))))
            .addAsModule(ApplicationArchive.war("inside.war", "java:app/smtp/orders", ""))
            .add(
                new StringAsset(String.join("\n", page.block("inside", values))),
                ResourcesXml.PATH);
    server.deploy(ApplicationArchive.write(ear, directory));
    assertSends(Application.at(server.http().resolve("/inside/")), mail, "inside");
    server.undeploy("shop.ear");
  }

  /** To a wrong one and back: so it is seen that each takes effect. */
  private void rotatePassword(AsadminServer server, Application application) {
    server.aliases().offer("mistyped");
    server.run(page.block("rotate", values));
    server.run(page.block("enable", values));
    Properties refused = application.run("send", "via", "ejb");
    assertEquals("AUTHENTICATION_REFUSED", refused.getProperty("reason"), refused::toString);
    server.aliases().offer(values.get("smtp.password"));
    server.run(page.block("rotate", values));
    server.run(page.block("enable", values));
  }

  private static String heloName(ScriptedSmtpServer mail) {
    return mail.sessions().get(mail.sessionsAccepted() - 1).heloName();
  }

  private static void assertSends(Application application, ScriptedSmtpServer mail, String after) {
    int before = mail.received().size();
    Properties answer = application.run("send", "via", "ejb", "subject", after);
    assertEquals("250", answer.getProperty("reply"), () -> "after " + after + ": " + answer);
    assertEquals("shop", mail.received().get(before).authenticatedUser());
  }
}
