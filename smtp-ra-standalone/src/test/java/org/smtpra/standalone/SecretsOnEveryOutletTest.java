package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedTokenEndpoint;
import org.smtpra.testkit.ScriptedTokenEndpoint.Answer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/**
 * One pool that has every kind of secret, in good and bad hours, with everything written down that
 * can be: the log at its finest, exceptions, JMX and a flight recording.
 */
@ExtendWith(TestCertificatesExtension.class)
class SecretsOnEveryOutletTest {

  private static final String CLIENT_SECRET = "cl1ent-s3cret-0f-all";
  private static final String PASSWORD = "p4ssword-0f-berta";
  private static final String LOGGER = "org.smtpra";

  @TempDir Path directory;

  private final TestCertificates certificates;
  private final Queue<String> shown = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Writing();
  private final Logger logger = Logger.getLogger(LOGGER);
  private final ScriptedTokenEndpoint endpoint = ScriptedTokenEndpoint.start();
  private ScriptedSmtpServer tokens;
  private ScriptedSmtpServer passwords;

  SecretsOnEveryOutletTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  private final class Writing extends Handler {
    @Override
    public void publish(LogRecord logged) {
      show(new SimpleFormatter().format(logged));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private void show(Object text) {
    shown.add(String.valueOf(text));
  }

  @BeforeEach
  void start() {
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);
    tokens =
        ScriptedSmtpServer.builder()
            .tls(certificates)
            .mechanisms("OAUTHBEARER")
            .user("anna", "no password")
            .tokens(endpoint::isGood)
            .requireAuth()
            .start();
    passwords =
        ScriptedSmtpServer.builder()
            .tls(certificates)
            .mechanisms("PLAIN")
            .user("berta", PASSWORD)
            .requireAuth()
            .start();
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    logger.setLevel(null);
    tokens.close();
    passwords.close();
    endpoint.close();
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put(
        "hosts",
        "localhost:"
            + tokens.port()
            + ", localhost:"
            + passwords.port()
            + ";priority=1;userName=berta;password="
            + PASSWORD
            + ";trustStoreFile="
            + certificates.trustStore()
            + ";trustStorePassword="
            + certificates.password());
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    properties.put("keyStoreFile", certificates.clientKeyStore().toString());
    properties.put("keyStorePassword", certificates.password());
    properties.put("userName", "anna");
    properties.put("tokenSource", "CLIENT_CREDENTIALS");
    properties.put("tokenEndpoint", endpoint.uri().toString());
    properties.put("tokenClientId", "app");
    properties.put("tokenClientSecret", CLIENT_SECRET);
    properties.put("maxMessagesPerSession", "1");
    return properties;
  }

  @Test
  void noSecretIsShownInLogsExceptionsBeansOrRecordings() throws Exception {
    try (Recording recording = new Recording()) {
      List.of("Lease", "Connect", "Send", "Cooldown")
          .forEach(name -> recording.enable("org.smtpra." + name));
      recording.start();
      try (SmtpPool pool = SmtpPool.open(properties())) {
        sendInGoodAndBadHours(pool);
        show(pool.factory() + " " + pool.factory().status());
        appendBeans();
      }
      recording.stop();
      appendEvents(recording);
    }
    misconfigure();
    String all = String.join("\n", shown);
    for (String outlet : List.of("org.smtpra.Send", "endsInSeconds", "535", "SMTPRA")) {
      assertTrue(all.contains(outlet), () -> outlet + " is missing in " + all);
    }
    for (String secret :
        List.of(CLIENT_SECRET, PASSWORD, certificates.password(), "token-1", "token-2")) {
      assertFalse(all.contains(secret), () -> secret + " is in " + all);
    }
  }

  private void sendInGoodAndBadHours(SmtpPool pool) throws Exception {
    send(pool);
    tokens.on(Stage.AUTH, new Fault.Reply("535 5.7.3 Authentication unsuccessful"));
    send(pool);
    endpoint.revokeAll();
    endpoint.answer(Answer.json(400, "{\"error\":\"invalid_client\"}"));
    passwords.always(Stage.AUTH, new Fault.Reply("535 5.7.8 Wrong password"));
    append(assertThrows(SmtpSendFailedException.class, () -> send(pool)));
    tokens.refuseConnections();
    append(assertThrows(SmtpSendFailedException.class, () -> send(pool)));
  }

  private static void send(SmtpPool pool) throws Exception {
    MimeMessage message = pool.factory().createMessage();
    message.setFrom("shop@example.com");
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.", "UTF-8");
    pool.factory().send(message);
  }

  private void append(SmtpSendFailedException failure) throws IOException {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    show(text + " " + failure.transcript() + " " + failure.classification());
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(failure);
    }
    show(octets.toString(StandardCharsets.ISO_8859_1));
  }

  private void appendBeans() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName bean : beans.queryNames(new ObjectName("org.smtpra:*"), null)) {
      show(bean);
      for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
        show(text(beans.getAttribute(bean, attribute.getName())));
      }
      show(text(beans.invoke(bean, "testHosts", new Object[0], new String[0])));
    }
  }

  private static String text(Object value) {
    return value instanceof Object[] rows ? Arrays.deepToString(rows) : String.valueOf(value);
  }

  private void appendEvents(Recording recording) throws IOException {
    Path file = directory.resolve("mail.jfr");
    recording.dump(file);
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      show(event.getEventType().getName() + " " + event);
    }
  }

  /** Everything that was typed is wrong, so that everything is named. */
  private void misconfigure() {
    Map<String, String> wrong = properties();
    wrong.replaceAll((name, value) -> value + "\u0007");
    show(assertThrows(Exception.class, () -> SmtpPool.open(wrong).close()));
  }
}
