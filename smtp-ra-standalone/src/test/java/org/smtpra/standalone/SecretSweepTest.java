package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Event;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.KnownSecrets;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.testkit.sweep.Finding;
import org.smtpra.testkit.sweep.Outlet;
import org.smtpra.testkit.sweep.SecretSweep;

/** The sweep sees what it should, and finds what is there: else its silence would mean nothing. */
@ExtendWith(TestCertificatesExtension.class)
class SecretSweepTest {

  private static final String PASSWORD = "5wept for in vain";
  private static final String PLANTED = "p1anted by a test";

  private final TestCertificates certificates;

  SecretSweepTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  private ScriptedSmtpServer server() {
    return ScriptedSmtpServer.builder()
        .tls(certificates)
        .user("anna", PASSWORD)
        .requireAuth()
        .start();
  }

  private SmtpPool pool(ScriptedSmtpServer server, String password) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("userName", "anna");
    properties.put("password", password);
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    return SmtpPool.open(properties);
  }

  private static void send(SmtpPool pool) throws Exception {
    MimeMessage message = pool.factory().createMessage();
    message.setFrom("shop@example.com");
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.", "UTF-8");
    pool.factory().send(message);
  }

  /** A host is shown everywhere, so it shows where the sweep looks. */
  @Test
  void everyOutletIsLookedThrough() throws Exception {
    try (ScriptedSmtpServer server = server()) {
      String host = "localhost:" + server.port();
      SecretSweep sweep = SecretSweep.begin(text -> Optional.of(host).filter(text::contains));
      try (SmtpPool pool = pool(server, PASSWORD)) {
        sweep.readNow();
        send(pool);
        sweep.ask("testHosts");
        sweep.look("a status", pool.factory().status().hosts());
      }
      Set<String> found =
          sweep.end().stream()
              .map(finding -> finding.outlet().split(" ", 2)[0])
              .collect(Collectors.toSet());
      assertEquals(
          EnumSet.allOf(Outlet.class).stream().map(Enum::name).collect(Collectors.toSet()), found);
    }
  }

  @Test
  void goodAndWrongPasswordAreShownNowhere() throws Exception {
    String wrong = PASSWORD + ", but wr0ng";
    KnownSecrets.add(wrong);
    SecretSweep sweep = SecretSweep.begin();
    try (ScriptedSmtpServer server = server()) {
      try (SmtpPool pool = pool(server, PASSWORD)) {
        sweep.readNow();
        send(pool);
        sweep.ask("testHosts");
      }
      try (SmtpPool pool = pool(server, wrong)) {
        sweep.readNow();
        SmtpSendFailedException failure =
            assertThrows(SmtpSendFailedException.class, () -> send(pool));
        sweep.look("a failure", List.of(failure, failure.transcript()));
        sweep.ask("testHosts");
        sweep.readNow();
      }
    }
    assertEquals(List.of(), sweep.end());
    for (Outlet outlet : Outlet.values()) {
      assertTrue(sweep.seen(outlet) > 0, outlet.name());
    }
  }

  /** What a bean shows of the initial response of PLAIN; public, as JMX wants it. */
  public interface PlantedMXBean {

    /** The secret within an array, and in base64. */
    String[] getLines();
  }

  private static final class Planted implements PlantedMXBean {
    @Override
    public String[] getLines() {
      byte[] response = ("\0anna\0" + PLANTED).getBytes(StandardCharsets.UTF_8);
      return new String[] {"AUTH PLAIN", Base64.getEncoder().encodeToString(response)};
    }
  }

  @Test
  void secretInABeanIsFoundThoughItIsEncoded() throws Exception {
    KnownSecrets.add(PLANTED);
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("org.smtpra:type=Planted");
    SecretSweep sweep = SecretSweep.begin();
    beans.registerMBean(new Planted(), name);
    List<Finding> found;
    try {
      sweep.readNow();
    } finally {
      beans.unregisterMBean(name);
      found = sweep.end();
    }
    assertTrue(found.stream().anyMatch(f -> f.outlet().equals("ATTRIBUTE Lines")), found::toString);
  }

  /** An event of a kind that the sweep has never heard of. */
  @Name("org.smtpra.Planted")
  static final class PlantedEvent extends Event {
    String reply = "";
  }

  @Test
  void secretInAnEventIsFound() {
    KnownSecrets.add(PLANTED);
    SecretSweep sweep = SecretSweep.begin();
    PlantedEvent event = new PlantedEvent();
    event.reply = "535 no such user with " + PLANTED;
    event.commit();
    List<Finding> found = sweep.end();
    assertEquals(List.of("EVENT org.smtpra.Planted"), found.stream().map(Finding::outlet).toList());
  }
}
