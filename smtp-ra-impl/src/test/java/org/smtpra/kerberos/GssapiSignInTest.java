package org.smtpra.kerberos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.auth.SaslClientMechanism;
import org.smtpra.auth.SaslFailureException;
import org.smtpra.auth.TicketException;
import org.smtpra.config.Credentials;
import org.smtpra.config.KerberosSource;
import org.smtpra.testkit.server.GssapiAcceptor;
import org.smtpra.testkit.server.KerberosExtension;
import org.smtpra.testkit.server.KerberosLogins;
import org.smtpra.testkit.server.KerberosServer;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/** Tickets of a real key distribution centre, and a server that takes them. */
@ExtendWith(KerberosExtension.class)
@Timeout(60)
class GssapiSignInTest {

  private static final Executor THREAD_EACH = task -> new Thread(task, "test-ticket").start();

  private final KerberosServer centre;
  private final TicketOffice office = new TicketOffice(THREAD_EACH, THREAD_EACH);

  GssapiSignInTest(KerberosServer centre) {
    this.centre = centre;
  }

  private Credentials user(String name) {
    return byKey(name, centre.keytab(name));
  }

  private static Credentials byKey(String name, Path keytab) {
    return Credentials.withTicket(name, new KerberosSource.Keytab(keytab));
  }

  private GssapiAcceptor server(String protection) throws Exception {
    return GssapiAcceptor.of(centre.keytab("smtp/localhost"), protection);
  }

  private SaslClientMechanism begin(Credentials user) throws Exception {
    return office.begin(user, "localhost", in(Duration.ofSeconds(30)), new Attempt());
  }

  private TicketException refusal(Credentials user, String host) {
    return assertThrows(
        TicketException.class,
        () -> office.begin(user, host, in(Duration.ofSeconds(30)), new Attempt()));
  }

  private static Deadline in(Duration time) {
    return Deadline.after(time, System::nanoTime);
  }

  /** The whole exchange, as it goes over the wire. */
  private static String signIn(SaslClientMechanism client, GssapiAcceptor server) throws Exception {
    byte[] response = client.respond(new byte[0]);
    byte[] challenge = server.answer(response);
    while (!server.isComplete()) {
      assertFalse(client.complete(), "the server has not proven itself");
      assertNotNull(challenge);
      challenge = server.answer(client.respond(challenge));
    }
    assertTrue(client.complete());
    return server.user();
  }

  @Test
  void keytabSignsIn() throws Exception {
    GssapiAcceptor server = server("auth");
    assertEquals("shop@EXAMPLE.TEST", signIn(begin(user("shop")), server));
  }

  @Test
  void ticketThatTheContainerHandsOverSignsIn() throws Exception {
    GssapiAcceptor server = server("auth");
    Subject handed = KerberosLogins.user("clerk", centre.keytab("clerk"));
    Credentials found = HandedTicket.of(handed).orElseThrow();
    assertEquals("clerk@EXAMPLE.TEST", found.userName());
    assertEquals("clerk@EXAMPLE.TEST", signIn(begin(found), server));
  }

  /** As WildFly hands it over, here without the ticket that it was made of. */
  @Test
  void credentialThatTheContainerHandsOverSignsIn() throws Exception {
    GssapiAcceptor server = server("auth");
    Subject user = KerberosLogins.user("clerk", centre.keytab("clerk"));
    GSSManager manager = GSSManager.getInstance();
    PrivilegedExceptionAction<GSSCredential> make =
        () ->
            manager.createCredential(
                null,
                GSSCredential.DEFAULT_LIFETIME,
                new Oid("1.2.840.113554.1.2.2"),
                GSSCredential.INITIATE_ONLY);
    Subject handed = new Subject();
    handed.getPrivateCredentials().add(Subject.doAs(user, make));
    Credentials found = HandedTicket.of(handed).orElseThrow();
    assertEquals("clerk@EXAMPLE.TEST", found.userName());
    assertEquals("clerk@EXAMPLE.TEST", signIn(begin(found), server));
  }

  @Test
  void newerTicketOfTheSameUserMakesNobodyElse() throws Exception {
    Path keytab = centre.keytab("clerk");
    Optional<Credentials> first = HandedTicket.of(KerberosLogins.user("clerk", keytab));
    Optional<Credentials> second = HandedTicket.of(KerberosLogins.user("clerk", keytab));
    assertEquals(first, second);
    assertFalse(first.toString().contains("Ticket ("), first::toString);
    assertEquals(Optional.empty(), HandedTicket.of(new Subject()));
  }

  @Test
  void ticketThatWasDestroyedIsNone() throws Exception {
    Subject handed = KerberosLogins.user("clerk", centre.keytab("clerk"));
    for (KerberosTicket ticket : handed.getPrivateCredentials(KerberosTicket.class)) {
      ticket.destroy();
    }
    assertEquals(Optional.empty(), HandedTicket.of(handed));
  }

  @Test
  void serverThatDemandsASecurityLayerIsLeft() throws Exception {
    GssapiAcceptor server = server("auth-int");
    SaslClientMechanism client = begin(user("shop"));
    byte[] established = server.answer(client.respond(new byte[0]));
    byte[] layers = server.answer(client.respond(established));
    SaslFailureException failure =
        assertThrows(SaslFailureException.class, () -> client.respond(layers));
    assertFalse(failure.isNonsense(), "another server may be of the same mind");
    assertTrue(failure.getMessage().contains("security layer"), failure::getMessage);
    assertFalse(client.complete());
  }

  @Test
  void tokenThatIsNoneSpeaksAgainstTheServerOnly() throws Exception {
    SaslClientMechanism client = begin(user("shop"));
    client.respond(new byte[0]);
    SaslFailureException failure =
        assertThrows(SaslFailureException.class, () -> client.respond(new byte[] {1, 2, 3}));
    assertTrue(failure.isNonsense(), failure::getMessage);
  }

  @Test
  void serverThatSpeaksBeforeUsIsNonsense() throws Exception {
    SaslClientMechanism client = begin(user("shop"));
    assertTrue(
        assertThrows(SaslFailureException.class, () -> client.respond(new byte[] {1}))
            .isNonsense());
  }

  @Test
  void serverThatGoesOnAfterTheEndIsNonsense() throws Exception {
    GssapiAcceptor server = server("auth");
    SaslClientMechanism client = begin(user("shop"));
    signIn(client, server);
    assertTrue(
        assertThrows(SaslFailureException.class, () -> client.respond(new byte[0])).isNonsense());
  }

  /** An impostor cannot read the ticket, so it cannot answer it. */
  @Test
  void serverWithoutTheKeyCannotGoOn() throws Exception {
    GssapiAcceptor impostor = server("auth");
    centre.keytab("smtp/localhost");
    SaslClientMechanism client = begin(user("shop"));
    byte[] response = client.respond(new byte[0]);
    assertThrows(javax.security.sasl.SaslException.class, () -> impostor.answer(response));
    assertFalse(client.complete());
  }

  @Test
  void keyThatWasReplacedIsRefusedWithWhatToDo() {
    Credentials old = user("shop");
    user("shop");
    TicketException refusal = refusal(old, "localhost");
    assertTrue(refusal.isRefused(), refusal::getMessage);
    assertSays(refusal, "keytabFile is ", "userName is shop", "kinit -k -t ");
  }

  @Test
  void userThatTheCentreDoesNotKnowIsRefused() {
    TicketException refusal = refusal(byKey("nobody", centre.keytab("somebody")), "localhost");
    assertTrue(refusal.isRefused(), refusal::getMessage);
    assertSays(refusal, "userName is nobody");
  }

  @Test
  void serverWithoutAPrincipalIsNamed() {
    TicketException refusal = refusal(user("shop"), "mail.example.test");
    assertTrue(refusal.isRefused(), refusal::getMessage);
    assertSays(refusal, "smtp/mail.example.test", "Server not found in Kerberos database");
  }

  @Test
  void centreThatIsDownMayComeBack() {
    Credentials user = user("shop");
    centre.stop();
    try {
      TicketException refusal = refusal(user, "localhost");
      assertFalse(refusal.isRefused(), refusal::getMessage);
      assertSays(refusal, "gives no ticket now");
    } finally {
      centre.restart();
    }
  }

  @Test
  void centreThatDoesNotAnswerCostsTheLimit() {
    Credentials user = user("shop");
    centre.freeze();
    try {
      assertThrows(
          TimeoutException.class,
          () -> office.begin(user, "localhost", in(Duration.ofMillis(300)), new Attempt()));
    } finally {
      centre.thaw();
    }
  }

  @Test
  void waitThatIsCalledOffEndsAtOnce() {
    Credentials user = user("shop");
    Attempt attempt = new Attempt();
    centre.freeze();
    try {
      Executor calledOff =
          task -> {
            THREAD_EACH.execute(task);
            attempt.callOff();
          };
      assertThrows(
          CancellationException.class,
          () ->
              new TicketOffice(calledOff, THREAD_EACH)
                  .begin(user, "localhost", in(Duration.ofHours(1)), attempt));
    } finally {
      centre.thaw();
    }
  }

  /** What this JVM's environment names as its cache has nothing of this realm. */
  @Test
  void emptyTicketCacheNamesWhatToDo() {
    TicketException refusal =
        refusal(
            Credentials.withTicket("shop@EXAMPLE.TEST", new KerberosSource.TicketCache()),
            "localhost");
    assertFalse(refusal.isRefused(), "somebody else renews it");
    assertSays(refusal, "KRB5CCNAME", "kinit", "keytabFile", "shop@EXAMPLE.TEST");
  }

  private static void assertSays(Exception e, String... parts) {
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), () -> e.getMessage() + " lacks " + part);
    }
  }
}
