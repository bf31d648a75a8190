package org.smtpra.it.liberty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.ApplicationServer.LogMark;
import org.smtpra.it.server.CommandRun;
import org.smtpra.it.server.HowToPage;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerJava;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;

/**
 * Puts the files of docs/how-to/openliberty.md into a fresh server, and runs its commands, in the
 * order of the page.
 */
@EnabledIf("hasJava")
class HowToOpenLibertyIT {

  private static final Path DOCS = Path.of(System.getProperty("smtp-ra.docs"), "how-to");
  private static final String ADMINISTRATOR = "admin";
  private static final String PASSWORD = "p\u00e4ss word";

  /** What the pieces of XML that come later look for. */
  private static final List<String> FURTHER_VALUES =
      List.of(
          "smtp.backupHost",
          "smtp.backupPort",
          "smtp.trustStoreFile",
          "smtp.trustStorePassword",
          "smtp.application");

  @TempDir Path directory;

  private final Map<String, String> values = new HashMap<>();
  private Properties variables = new Properties();
  private HowToPage page;
  private ServerHome home;
  private Liberty server;
  private ScriptedSmtpServer mail;
  private Application application;

  static boolean hasJava() {
    return ServerJava.ofThisRun().isPresent();
  }

  @BeforeEach
  void read() throws IOException {
    page = HowToPage.read(DOCS.resolve("openliberty.md"));
    home = ServerHome.ofThisRun();
  }

  @Test
  void filesAndCommandsOfThePageConfigureAndChangeAndRemoveAConnectionFactory() throws Exception {
    ServerXml before = ServerXml.forPage(ADMINISTRATOR, "of the test");
    try (TestCertificates certificates = TestCertificates.forNames("dns:localhost");
        ScriptedSmtpServer first =
            ScriptedSmtpServer.builder()
                .tls(certificates)
                .user("shop", PASSWORD)
                .requireAuth()
                .start();
        ScriptedSmtpServer backup = ScriptedSmtpServer.builder().tls(certificates).start();
        Liberty started = Liberty.start(home, "how-to", before)) {
      server = started;
      mail = first;
      fillIn(certificates, backup, before.httpsPort());
      configure();
      deploy();
      Properties refused = send();
      assertEquals("TLS_FAILED", refused.getProperty("reason"), refused::toString);
      followThePage();
      remove();
      assertEquals(Set.of(), page.unused());
    }
  }

  private void fillIn(TestCertificates certificates, ScriptedSmtpServer backup, int httpsPort) {
    values.put("smtp.archive", home.archive().toString());
    values.put("smtp.host", "localhost");
    values.put("smtp.port", String.valueOf(mail.port()));
    values.put("smtp.user", "shop");
    values.put("smtp.key", "a key of the test");
    values.put("smtp.backupHost", "localhost");
    values.put("smtp.backupPort", String.valueOf(backup.port()));
    values.put("smtp.trustStoreFile", certificates.trustStore().toString());
    values.put("smtp.trustStorePassword", encoded(certificates.password()));
    values.put("smtp.hosts", "localhost%3A" + mail.port() + "%2Clocalhost%3A" + backup.port());
    values.put("smtp.admin", ADMINISTRATOR + ":of the test");
    values.put("smtp.httpsPort", String.valueOf(httpsPort));
    values.put("smtp.application", directory.resolve("shop.war").toString());
  }

  /** The file that users copy is what the page shows. */
  private void configure() throws IOException {
    values.put("smtp.encoded", encoded(PASSWORD));
    String file = Files.readString(DOCS.resolve("openliberty.xml"));
    assertEquals(
        String.join("\n", page.block("configure")) + "\n",
        file.substring(file.indexOf("-->\n") + 4));
    server.follow(() -> server.directory().write("key", properties("key")));
    variables = properties("values");
    for (String name : FURTHER_VALUES) {
      variables.setProperty(name, values.get(name));
    }
    server.follow(() -> server.directory().write("smtp", variables));
    server.follow(() -> server.directory().write("smtp", file));
  }

  private String encoded(String password) {
    values.put("smtp.plainPassword", password);
    return shell("encode").strip();
  }

  private Properties properties(String block) {
    Properties read = new Properties();
    for (String line : page.block(block, values)) {
      int end = line.indexOf('=');
      read.setProperty(line.substring(0, end), line.substring(end + 1));
    }
    return read;
  }

  private void deploy() {
    ApplicationArchive.write(ApplicationArchive.war("shop.war", "smtp/orders", ""), directory);
    LogMark mark = server.markLog();
    server.follow(() -> put("application"));
    server.await(mark, List.of(DeploymentXml.success("shop.war")));
    application = Application.at(server.http().resolve("/shop/"));
  }

  private void put(String block) {
    server.directory().write(block, String.join("\n", page.block(block)));
  }

  private void followThePage() {
    for (String block : List.of("trust", "hosts", "retries")) {
      server.follow(() -> put(block));
      assertSends(block);
    }
    String test = shell("test");
    assertTrue(test.contains("\"successful\": false") && !test.contains("SMTP-RA"), test);
    String tested = shell("hosts_test");
    assertEquals(2, tested.split("\"working\":\"true\"", -1).length - 1, tested);
    String slots = shell("watch");
    assertTrue(slots.contains("maxPoolSize=8"), slots);
    for (String block : List.of("debug", "tune", "change")) {
      server.follow(() -> put(block));
      assertSends(block);
    }
    assertEquals("app1.example.com", mail.sessions().get(mail.sessionsAccepted() - 1).heloName());
    int opened = mail.sessionsAccepted();
    shell("flush");
    mail.awaitClosed(opened);
    assertSends("flush");
    rotatePassword();
    assertSends("rotate");
  }

  /** To a wrong one and back: so it is seen that each takes effect. */
  private void rotatePassword() {
    rotate("mistyped");
    Properties refused = send();
    assertEquals("AUTHENTICATION_REFUSED", refused.getProperty("reason"), refused::toString);
    rotate(PASSWORD);
  }

  private void rotate(String password) {
    values.put("smtp.newEncoded", encoded(password));
    variables.putAll(properties("rotate"));
    server.follow(() -> server.directory().write("smtp", variables));
  }

  private void remove() {
    LogMark mark = server.markLog();
    server.directory().delete("application");
    server.await(mark, List.of(DeploymentXml.removal("shop.war")));
    List.of("smtp", "trust", "hosts", "retries", "debug", "tune", "change")
        .forEach(server.directory()::delete);
    server.await(mark, List.of(DeploymentXml.removal("smtp.rar")));
    mail.awaitClosed(mail.sessionsAccepted());
  }

  private String shell(String block) {
    return new CommandRun(
            Map.of("JAVA_HOME", home.java().toString(), "LC_ALL", "C.UTF-8"),
            home.installation(),
            Duration.ofMinutes(2))
        .run(List.of("sh", "-c", String.join("\n", page.block(block, values))));
  }

  private Properties send() {
    return application.run("send", "via", "ejb");
  }

  private void assertSends(String after) {
    int before = mail.received().size();
    Properties answer = application.run("send", "via", "ejb", "subject", after);
    assertEquals("250", answer.getProperty("reply"), () -> "after " + after + ": " + answer);
    assertEquals("shop", mail.received().get(before).authenticatedUser());
  }
}
