package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.util.TlsServerEndpoint;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's side of SCRAM-SHA-256-PLUS, against the client of another library. */
@ExtendWith(TestCertificatesExtension.class)
class BoundScramTest {

  private static final String PLUS = "SCRAM-SHA-256-PLUS";
  private static final String REFUSED = "535 5.7.8 Authentication credentials invalid";

  private final TestCertificates certificates;
  private final ScriptedSmtpServer server;
  private LineClient client;
  private byte[] shown;

  BoundScramTest(TestCertificates certificates) {
    this.certificates = certificates;
    this.server =
        ScriptedSmtpServer.builder()
            .implicitTls(certificates)
            .mechanisms(PLUS, "SCRAM-SHA-256")
            .user("anna", "secret")
            .start();
  }

  @BeforeEach
  void connect() throws Exception {
    client = new LineClient(server).startTls(certificates.clientContext());
    client.reply();
    client.say("EHLO client.example");
    SSLSocket socket = (SSLSocket) client.socket();
    X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    shown = TlsServerEndpoint.getChannelBindingData(certificate);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  private ScramClient scram(String mechanism) {
    return ScramClient.builder()
        .advertisedMechanisms(List.of(mechanism))
        .username("anna")
        .password("secret".toCharArray())
        .channelBinding("tls-server-end-point", shown)
        .build();
  }

  private String begin(ScramClient scram) throws Exception {
    return client.say("AUTH " + PLUS + " " + base64(scram.clientFirstMessage().toString()));
  }

  @Test
  void bindingToTheServersCertificateIsAccepted() throws Exception {
    ScramClient scram = scram(PLUS);
    scram.serverFirstMessage(challenge(begin(scram)));
    String last = client.say(base64(scram.clientFinalMessage().toString()));
    scram.serverFinalMessage(challenge(last));
    assertEquals("235 2.7.0 Authenticated", client.say(""));
  }

  @Test
  void bindingToAnotherCertificateIsRefusedThoughThePasswordIsRight() throws Exception {
    shown[0]++;
    ScramClient scram = scram(PLUS);
    scram.serverFirstMessage(challenge(begin(scram)));
    String last = client.say(base64(scram.clientFinalMessage().toString()));
    assertEquals("e=channel-bindings-dont-match", challenge(last));
    assertEquals(REFUSED, client.say(""));
  }

  @Test
  void clientThatWasNotOfferedWhatIsOfferedIsRefused() throws Exception {
    String first = scram("SCRAM-SHA-256").clientFirstMessage().toString();
    assertTrue(first.startsWith("y,,"), first);
    assertEquals(REFUSED, client.say("AUTH SCRAM-SHA-256 " + base64(first)));
  }

  private static String challenge(String reply) {
    assertTrue(reply.startsWith("334 "), reply);
    return new String(Base64.getDecoder().decode(reply.substring(4)), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
