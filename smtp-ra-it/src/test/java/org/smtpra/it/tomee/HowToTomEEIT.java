package org.smtpra.it.tomee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.CommandRun;
import org.smtpra.it.server.HowToPage;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerProcess;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;

/** Does what docs/how-to/tomee.md says, on a fresh server, in the order of the page. */
class HowToTomEEIT {

  private static final Path DOCS = Path.of(System.getProperty("smtp-ra.docs"), "how-to");
  private static final String PASSWORD = "p\u00e4ss word \u20ac";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  private final Map<String, String> values = new HashMap<>();
  private HowToPage page;
  private TomEEInstance instance;
  private ServerProcess server;
  private TestCertificates certificates;
  private ScriptedSmtpServer mail;
  private ScriptedSmtpServer backup;

  @BeforeEach
  void startMailServers() throws IOException {
    page = HowToPage.read(DOCS.resolve("tomee.md"));
    instance = TomEEInstance.make(ServerHome.ofThisRun(), "how-to", 16_000);
    certificates = TestCertificates.forNames("dns:localhost");
    mail =
        ScriptedSmtpServer.builder().tls(certificates).user("shop", PASSWORD).requireAuth().start();
    backup = ScriptedSmtpServer.builder().tls(certificates).start();
    fillIn();
  }

  @AfterEach
  void stop() throws IOException {
    stopServer();
    backup.close();
    mail.close();
    certificates.close();
  }

  private void fillIn() {
    values.put("smtp.archive", instance.home().archive().toString());
    values.put("smtp.application", directory.resolve("shop.war.d").toString());
    values.put("smtp.manager", "admin:of-the-test");
    values.put("smtp.http", String.valueOf(instance.port()));
    values.put("smtp.host", "localhost");
    values.put("smtp.port", String.valueOf(mail.port()));
    values.put("smtp.user", "shop");
    values.put("smtp.backupHost", "localhost");
    values.put("smtp.backupPort", String.valueOf(backup.port()));
    values.put("smtp.trustStoreFile", certificates.trustStore().toString());
    values.put("smtp.trustStorePassword", certificates.password());
  }

  @Test
  void filesAndCommandsOfThePageConfigureAndChangeAndRemoveAConnectionFactory() throws Exception {
    Application application = Application.at(instance.http().resolve("/shop/"));
    install();
    assertEquals("TLS_FAILED", send(application, "before trust").getProperty("reason"));
    for (String block : List.of("trust", "hosts", "pool")) {
      restartWith(block);
      assertSends(application, block);
    }
    String figures = run("watch", directory);
    assertTrue(figures.contains("MaxSize: 8"), figures);
    observersThatSendCostNoEntryOfThePool(application);
    write("change");
    deploy();
    assertSends(application, "change");
    assertEquals("app1.example.com", mail.sessions().get(mail.sessionsAccepted() - 1).heloName());
    rotate(application);
    assertTrue(run("remove", directory).startsWith("OK"));
    mail.awaitClosed(mail.sessionsAccepted());
    assertEquals(Set.of(), page.unused());
  }

  @Test
  void fileToCopyHasTheLinesOfThePage() throws IOException {
    assertEquals(
        Stream.of("configure", "pool").map(page::block).flatMap(List::stream).toList(),
        Files.readAllLines(DOCS.resolve("tomee.properties")).stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
  }

  private void install() throws IOException {
    ApplicationArchive.war("shop.war.d", "openejb:Resource/smtp/orders", "")
        .as(ExplodedExporter.class)
        .exportExploded(directory.toFile(), "shop.war.d");
    run("install", directory);
    write("resources");
    values.put("smtp.ciphered", ciphered(PASSWORD));
    restartWith("configure");
    deploy();
  }

  /** Two attempts each: without what the adapter does, five would use up the pool of eight. */
  private void observersThatSendCostNoEntryOfThePool(Application application) {
    for (int i = 0; i < 5; i++) {
      application.run("placeOrder", "confirm", "afterSuccess", "outcome", "commit");
    }
    assertSends(application, "observers");
    assertTrue(instance.log().text().contains("is not active"), "TomEE has mended its pool");
  }

  /** To a wrong one and back: so it is seen that each takes effect. */
  private void rotate(Application application) throws IOException {
    values.put("smtp.newCiphered", ciphered("mistyped"));
    restartWith("rotate");
    assertEquals("AUTHENTICATION_REFUSED", send(application, "wrong").getProperty("reason"));
    values.put("smtp.newCiphered", values.get("smtp.ciphered"));
    restartWith("rotate");
    assertSends(application, "rotate");
  }

  private String ciphered(String password) throws IOException {
    values.put("smtp.password", password);
    List<String> lines =
        run("cipher", instance.home().installation()).lines().filter(l -> !l.isBlank()).toList();
    return lines.get(lines.size() - 1);
  }

  private void write(String block) throws IOException {
    Files.write(
        Path.of(values.get("smtp.application"), "WEB-INF", "resources.xml"),
        page.block(block, values));
  }

  private void deploy() throws IOException {
    Path war =
        ApplicationArchive.write(
            ShrinkWrap.create(WebArchive.class, "shop.war")
                .as(ExplodedImporter.class)
                .importDirectory(values.get("smtp.application"))
                .as(WebArchive.class),
            directory);
    String answer = run("deploy", war.getParent());
    assertTrue(answer.startsWith("OK"), () -> answer + instance.log().text());
  }

  /** The last value of a property counts. */
  private void restartWith(String block) throws IOException {
    stopServer();
    Files.write(
        instance.base().resolve("conf/system.properties"),
        page.block(block, values),
        StandardOpenOption.APPEND);
    server = instance.start();
  }

  private void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  /** From a file, as a person's shell has it: not every JVM can pass every letter on. */
  private String run(String block, Path where) throws IOException {
    String script =
        String.join("\n", page.block(block, values)).replace("bin/tomee.sh", "sh bin/tomee.sh");
    Path file = Files.writeString(directory.resolve(block + ".sh"), script + "\n");
    return new CommandRun(instance.environment(), where, PATIENCE)
        .run(List.of("sh", file.toString()));
  }

  private static Properties send(Application application, String subject) {
    return application.run("send", "via", "ejb", "subject", subject);
  }

  private void assertSends(Application application, String after) {
    int before = mail.received().size();
    Properties answer = send(application, after);
    assertEquals("250", answer.getProperty("reply"), () -> "after " + after + ": " + answer);
    assertEquals("shop", mail.received().get(before).authenticatedUser());
  }
}
