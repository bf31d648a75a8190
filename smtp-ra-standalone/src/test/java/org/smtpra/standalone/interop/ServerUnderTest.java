package org.smtpra.standalone.interop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.smtpra.standalone.PoolProperties;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.server.DeliveredMail;
import org.smtpra.testkit.server.RealMailServer;

/** A running server, pools of sessions with it, and what it has delivered and logged. */
final class ServerUnderTest implements AutoCloseable {

  static final String USER = "clerk@example.test";
  static final String PASSWORD = "gr\u00fc\u00df : G\u00f6tt\u20ac";

  private final RealMailServer server;
  private final ServerTraits traits;
  private final TestCertificates certificates;
  private final Map<String, String> usual;

  /** {@code usual} is what every pool needs besides. */
  ServerUnderTest(
      RealMailServer server,
      ServerTraits traits,
      TestCertificates certificates,
      Map<String, String> usual) {
    this.server = server;
    this.traits = traits;
    this.certificates = certificates;
    this.usual = Map.copyOf(usual);
  }

  RealMailServer process() {
    return server;
  }

  ServerTraits traits() {
    return traits;
  }

  /** The key under which results and failures name the server. */
  String endpointKey() {
    return "localhost:" + server.port();
  }

  /**
   * Opens a pool of one session, that trusts the server and signs in after STARTTLS.
   *
   * @param more names and values of other properties, which win
   */
  SmtpPool pool(String... more) {
    Map<String, String> properties = new HashMap<>(PoolProperties.AT_ONCE);
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("userName", USER);
    properties.put("password", PASSWORD);
    properties.put("maxPoolSize", "1");
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    properties.putAll(usual);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return SmtpPool.open(properties);
  }

  /** Waits until so many copies of a message are stored, and returns them. */
  List<DeliveredMail> awaitDelivered(String messageId, int copies) {
    while (true) {
      List<DeliveredMail> all = server.delivered();
      List<DeliveredMail> found =
          all.stream().filter(mail -> mail.header("Message-ID").contains(messageId)).toList();
      if (found.size() >= copies) {
        return found;
      }
      server.awaitDelivered(all.size() + 1);
    }
  }

  /** The recipients of the copies of a message that are stored now. */
  List<String> recipientsOf(String messageId) {
    return server.delivered().stream()
        .filter(mail -> mail.header("Message-ID").contains(messageId))
        .map(DeliveredMail::envelopeRecipient)
        .sorted()
        .toList();
  }

  long connections() {
    return logged(traits.connected());
  }

  long refusedSignIns() {
    return logged(traits.signInRefused());
  }

  /** Waits until the server has logged so many refused sign-ins, as it may do it late. */
  void awaitRefusedSignIns(long count) {
    server.awaitLogged(count, traits.signInRefused());
  }

  private long logged(String expression) {
    return Pattern.compile(expression).matcher(server.log()).results().count();
  }

  @Override
  public void close() {
    server.close();
  }
}
