package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.it.client.FailureReader;
import org.smtpra.it.server.Application;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A failure crosses to a JVM that has only the public API and Jakarta Mail. */
@Acceptance
class RemoteFailureIT {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void failureSurvivesSerializationToAClientWithItsAddressLists(@TempDir Path directory)
      throws Exception {
    ScriptedSmtpServer mail = stage.start(ScriptedSmtpServer.builder());
    mail.refuse("nobody@example.org", "550 5.1.1 no such user");
    stage.configure(Stage.plain("remote", mail));
    Application application = stage.deploy("remote", "remote");
    Properties answer =
        application.run("send", "via", "ejb", "to", "anna@example.org,nobody@example.org");
    assertEquals("RECIPIENTS_REFUSED", answer.getProperty("reason"), answer::toString);

    String text = readInClient(answer.getProperty("serialized"), directory);
    assertTrue(text.startsWith("PERMANENT_FAILURE (RECIPIENTS_REFUSED at RCPT_TO: 550"), text);
    assertTrue(text.contains("unsent [anna@example.org]"), text);
    assertTrue(text.contains("invalid [nobody@example.org]"), text);
    assertTrue(text.contains("sent []"), text);
  }

  private static String readInClient(String serialized, Path directory) throws Exception {
    String classPath =
        String.join(
            File.pathSeparator,
            copyOf(FailureReader.class, directory).toString(),
            home(SmtpSendFailedException.class),
            home(Message.class),
            home(DataHandler.class));
    Process client =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath,
                    FailureReader.class.getName(),
                    serialized))
            .redirectErrorStream(true)
            .start();
    String text = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, client.waitFor(), text);
    return text;
  }

  /** The class alone, so that nothing else of the tests is on the client's class path. */
  private static Path copyOf(Class<?> type, Path directory) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream in = type.getResourceAsStream("/" + name)) {
      Files.copy(in, file);
    }
    return directory;
  }

  private static String home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
