package org.smtpra.it.wildfly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.HowToPage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;

/** Executes the commands of docs/how-to/wildfly.md on a fresh server, in the order of the page. */
@ExtendWith(ArquillianExtension.class)
class HowToWildFlyIT {

  private static final String CONTAINER = "how-to";
  private static final Path DOCS = Path.of(System.getProperty("smtp-ra.docs"), "how-to");

  private static final List<String> BEFORE_THE_PASSWORD_CHANGES =
      List.of("trust", "hosts", "retries", "test", "watch", "debug", "tune", "change", "flush");

  @TempDir Path directory;

  @ArquillianResource private ContainerController containers;

  private final Map<String, String> values = new HashMap<>();

  @Test
  void commandsOfThePageConfigureAndChangeAndRemoveAConnectionFactory() throws Exception {
    containers.start(CONTAINER);
    try (TestCertificates certificates = TestCertificates.forNames("dns:localhost");
        ScriptedSmtpServer mail =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .user("shop", "p\u00e4ss word")
                .requireAuth()
                .start();
        ScriptedSmtpServer backup = ScriptedSmtpServer.builder().tls(certificates).start()) {
      fillIn(mail, certificates);
      values.put("smtp.backupHost", "localhost");
      values.put("smtp.backupPort", String.valueOf(backup.port()));
      runScript();
      try (WildFly server = WildFlyProduct.connectToSecond(CONTAINER)) {
        follow(server, mail);
      }
    } finally {
      containers.stop(CONTAINER);
    }
  }

  private void fillIn(ScriptedSmtpServer mail, TestCertificates certificates) {
    values.put("smtp.archive", System.getProperty("smtp-ra.rar"));
    values.put("smtp.host", "localhost");
    values.put("smtp.port", String.valueOf(mail.port()));
    values.put("smtp.user", "shop");
    values.put("smtp.password", "p\u00e4ss word");
    values.put("smtp.storePassword", "of the test");
    values.put("smtp.trustStoreFile", certificates.trustStore().toString());
    values.put("smtp.trustStorePassword", certificates.password());
  }

  /** The file that users copy has the commands of the page, and runs as the page says. */
  private void runScript() throws Exception {
    Path script = DOCS.resolve("wildfly.cli");
    HowToPage page = HowToPage.read(DOCS.resolve("wildfly.md"));
    assertEquals(
        Stream.of("install", "secret", "configure").map(page::block).flatMap(List::stream).toList(),
        Files.readAllLines(script).stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
    Path properties = directory.resolve("smtp.properties");
    Properties file = new Properties();
    file.putAll(values);
    try (OutputStream out = Files.newOutputStream(properties)) {
      file.store(out, null);
    }
    jbossCli(script, properties);
  }

  private static void jbossCli(Path script, Path properties)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "sh",
                Path.of(System.getProperty("smtp-ra.server.home"), "bin", "jboss-cli.sh")
                    .toString(),
                "--connect",
                "--controller=remote+http://127.0.0.1:"
                    + System.getProperty("smtp-ra.second-management-port"),
                "--properties=" + properties,
                "--resolve-parameter-values",
                "--file=" + script)
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
  }

  private void follow(WildFly server, ScriptedSmtpServer mail) throws IOException {
    HowToPage page = HowToPage.read(DOCS.resolve("wildfly.md"));
    server.deploy(
        ApplicationArchive.write(
            ApplicationArchive.war("shop.war", "java:/smtp/orders", "deployment.smtp-ra.rar"),
            directory));
    Application application = Application.at(server.http().resolve("/shop/"));
    Properties refused = application.run("send", "via", "ejb");
    assertEquals("TLS_FAILED", refused.getProperty("reason"), refused::toString);

    for (String block : BEFORE_THE_PASSWORD_CHANGES) {
      server.run(page.block(block, values));
      assertSends(application, mail, block);
    }
    assertEquals("app1.example.com", heloName(mail));
    server.run(page.block("replace", values));
    assertSends(application, mail, "replace");
    assertEquals("app2.example.com", heloName(mail));
    rotatePassword(server, page, application);
    assertSends(application, mail, "rotate");
    useEncryptedExpression(server, page);
    assertSends(application, mail, "encrypted");
    server.run(page.block("resize", values));
    assertSends(application, mail, "resize");

    server.undeploy("shop.war");
    server.run(page.block("remove", values));
    mail.awaitClosed(mail.sessionsAccepted());
    assertEquals(Set.of("install", "secret", "configure"), page.unused());
  }

  /** To a wrong one and back: so it is seen that each takes effect. */
  private void rotatePassword(WildFly server, HowToPage page, Application application) {
    values.put("smtp.newPassword", "mistyped");
    server.run(page.block("rotate", values));
    Properties refused = application.run("send", "via", "ejb");
    assertEquals("AUTHENTICATION_REFUSED", refused.getProperty("reason"), refused::toString);
    values.put("smtp.newPassword", values.get("smtp.password"));
    server.run(page.block("rotate", values));
  }

  private void useEncryptedExpression(WildFly server, HowToPage page) {
    List<String> lines = page.block("encrypt", values);
    server.run(lines.subList(0, lines.size() - 1));
    String expression = server.ask(lines.get(lines.size() - 1)).get("expression").asString();
    assertTrue(expression.startsWith("${ENC::smtp:"), expression);
    values.put("smtp.encrypted", expression);
    server.run(page.block("encrypted", values));
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
