package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ongres.scram.client.ScramClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
  private static final String ACCEPTED = "235 2.7.0 Authenticated";
  private static final String REFUSED = "535 5.7.8 Authentication credentials invalid";

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder().user("anna", "secret").requireAuth().start();
  private LineClient client;

  @BeforeEach
  void introduce() throws IOException {
    client = LineClient.introduced(server);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void mailNeedsAuthentication() throws Exception {
    assertEquals("530 5.7.0 Authentication required", client.say("MAIL FROM:<a@example.com>"));
    assertEquals(ACCEPTED, client.say("AUTH PLAIN " + base64("\0anna\0secret")));
    assertEquals("250 2.1.0 Sender OK", client.say("MAIL FROM:<a@example.com>"));
    assertEquals("anna", server.sessions().get(0).user());
    assertEquals("503 5.5.1 Not now", client.say("AUTH PLAIN " + base64("\0anna\0secret")));
  }

  @Test
  void plainRefusesAWrongPasswordAndAnUnknownUser() throws Exception {
    assertEquals(REFUSED, client.say("AUTH PLAIN " + base64("\0anna\0wrong")));
    assertEquals(REFUSED, client.say("AUTH PLAIN " + base64("\0nobody\0secret")));
    assertEquals("", server.sessions().get(0).user());
  }

  @Test
  void plainWithoutInitialResponseIsAskedForIt() throws Exception {
    assertEquals("334 ", client.say("AUTH PLAIN"));
    assertEquals(ACCEPTED, client.say(base64("\0anna\0secret")));
    assertEquals(List.of("EHLO client.example", "AUTH PLAIN"), server.sessions().get(0).commands());
  }

  @Test
  void loginAsksForUserAndPassword() throws Exception {
    assertEquals("334 " + base64("Username:"), client.say("AUTH LOGIN"));
    assertEquals("334 " + base64("Password:"), client.say(base64("anna")));
    assertEquals(ACCEPTED, client.say(base64("secret")));
  }

  @Test
  void cramMd5ComparesDigests() throws Exception {
    assertEquals(REFUSED, cramMd5("wrong"));
    assertEquals(ACCEPTED, cramMd5("secret"));
  }

  @Test
  void scramAgreesWithTheClientOfAnotherLibrary() throws Exception {
    ScramClient scram = scramClient("secret");
    String first =
        client.say("AUTH SCRAM-SHA-256 " + base64(scram.clientFirstMessage().toString()));
    scram.serverFirstMessage(challenge(first));
    String last = client.say(base64(scram.clientFinalMessage().toString()));
    scram.serverFinalMessage(challenge(last));
    assertEquals(ACCEPTED, client.say(""));
  }

  @Test
  void scramRefusesAWrongPassword() throws Exception {
    ScramClient scram = scramClient("wrong");
    String first =
        client.say("AUTH SCRAM-SHA-256 " + base64(scram.clientFirstMessage().toString()));
    scram.serverFirstMessage(challenge(first));
    assertEquals(REFUSED, client.say(base64(scram.clientFinalMessage().toString())));
  }

  @Test
  void malformedAndCancelledExchangesEndWith501() throws Exception {
    assertTrue(client.say("AUTH PLAIN !!").startsWith("501 5.5.2"));
    client.say("AUTH LOGIN");
    assertEquals("501 5.5.2 Authentication cancelled", client.say("*"));
    assertEquals("504 5.5.4 Mechanism unknown", client.say("AUTH DIGEST-MD5"));
  }

  @Test
  void plantedVerdictReplacesTheTrueOne() throws Exception {
    server.on(Stage.AUTH, new Fault.Reply("454 4.7.0 Temporary authentication failure"));
    assertEquals(
        "454 4.7.0 Temporary authentication failure",
        client.say("AUTH PLAIN " + base64("\0anna\0secret")));
    assertEquals("", server.sessions().get(0).user());
  }

  @Test
  void unknownMechanismIsRefusedWhenConfigured() {
    assertThrows(
        IllegalArgumentException.class, () -> ScriptedSmtpServer.builder().mechanisms("GSSAPI"));
  }

  private String cramMd5(String password) throws Exception {
    String challenge = challenge(client.say("AUTH CRAM-MD5"));
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
    byte[] digest = mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8));
    return client.say(base64("anna " + HexFormat.of().formatHex(digest)));
  }

  private static ScramClient scramClient(String password) {
    return ScramClient.builder()
        .advertisedMechanisms(List.of("SCRAM-SHA-256"))
        .username("anna")
        .password(password.toCharArray())
        .build();
  }

  private static String challenge(String reply) {
    assertTrue(reply.startsWith("334 "), reply);
    return new String(Base64.getDecoder().decode(reply.substring(4)), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
