package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.config.Credentials;
import org.smtpra.config.KerberosSource;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Who signs in, first match wins: container, application, host, factory. */
class CredentialsTest {

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder()
          .user("factory", "f")
          .user("host", "h")
          .user("anna", "a")
          .user("bert", "b")
          .requireAuth()
          .start();
  private final HonestConnectionManager pool = new HonestConnectionManager(1);
  private final SmtpManagedConnectionFactory managed =
      RaBench.factory(server, "userName", "factory", "password", "f");

  @AfterEach
  void stopServer() {
    server.close();
  }

  private String userOfASend(SmtpManagedConnectionFactory of, Subject subject) throws Exception {
    pool.signOnAs(subject);
    SmtpConnectionFactory smtp = of.createConnectionFactory(pool);
    smtp.send(RaBench.message(smtp, "x"));
    return server.awaitReceived(1).get(server.received().size() - 1).authenticatedUser();
  }

  private String userOfASend(Subject subject) throws Exception {
    return userOfASend(managed, subject);
  }

  @Test
  void factorysOwnUserSignsInWhereNobodySaysOtherwise() throws Exception {
    assertEquals("factory", userOfASend(null));
    assertEquals("factory", userOfASend(new Subject()));
  }

  @Test
  void subjectForThisFactoryWins() throws Exception {
    assertEquals("anna", userOfASend(RaBench.subject(managed, "anna", "a")));
  }

  @Test
  void subjectForAnEqualFactoryWins() throws Exception {
    SmtpManagedConnectionFactory equal =
        RaBench.factory(server, "userName", "factory", "password", "f");
    assertEquals("anna", userOfASend(RaBench.subject(equal, "anna", "a")));
  }

  @Test
  void subjectForAnotherFactorySaysNothing() throws Exception {
    SmtpManagedConnectionFactory other = RaBench.factory(server, "userName", "x", "password", "y");
    assertEquals("factory", userOfASend(RaBench.subject(other, "anna", "a")));
  }

  @Test
  void subjectWithAnEmptyUserSaysNothing() throws Exception {
    assertEquals("factory", userOfASend(RaBench.subject(managed, "", "")));
  }

  @Test
  void subjectWithTheConfiguredUserSaysNothing() throws Exception {
    assertEquals("factory", userOfASend(RaBench.subject(managed, "factory", "stale copy")));
  }

  private static Subject withTicket(ManagedConnectionFactory of) {
    KerberosPrincipal clerk = new KerberosPrincipal("clerk@EXAMPLE.TEST");
    KerberosPrincipal centre = new KerberosPrincipal("krbtgt/EXAMPLE.TEST@EXAMPLE.TEST");
    Date end = Date.from(Instant.parse("2100-01-01T00:00:00Z"));
    Subject subject = RaBench.subject(of, "anna", "a");
    Set<Object> more = new HashSet<>(subject.getPrivateCredentials());
    more.add(
        new KerberosTicket(
            new byte[1], clerk, centre, new byte[32], 18, null, null, null, end, null, null));
    return new Subject(false, Set.of(), Set.of(), more);
  }

  @Test
  void ticketInTheSubjectSaysNothingWhereGssapiIsNotConfigured() throws Exception {
    assertEquals("anna", userOfASend(withTicket(managed)));
  }

  @Test
  void ticketInTheSubjectWinsWhereGssapiIsConfigured() throws Exception {
    SmtpManagedConnectionFactory gssapi =
        RaBench.factory(
            server, "userName", "factory", "password", "f", "saslMechanisms", "GSSAPI,PLAIN");
    Subject subject = withTicket(gssapi);
    Credentials found = BorrowerCredentials.of(subject, null, gssapi).orElseThrow();
    assertEquals(
        Credentials.withTicket("clerk@EXAMPLE.TEST", new KerberosSource.Handed(subject)), found);
  }

  @Test
  void variableThatTheServerLeftInTheContainersSignOnIsNamedAndNeverSent() {
    SmtpSendFailedException failure =
        assertThrows(
            SmtpSendFailedException.class,
            () -> userOfASend(RaBench.subject(managed, "anna", "${smtp.pasword}")));
    assertTrue(
        failure
            .getMessage()
            .contains("password of the container's sign-on: the server did not replace ${smtp.pas"),
        failure::getMessage);
    assertEquals(SmtpFailureReason.CONFIGURATION, failure.classification().reason());
    assertEquals(0, server.sessionsAccepted());
  }

  @Test
  void hostsOwnUserGoesBeforeTheFactorys() throws Exception {
    SmtpManagedConnectionFactory hosts =
        SmtpManagedConnectionFactory.of(
            Map.of(
                "hosts",
                server.endpointKey() + ";security=NONE;userName=host;password=h",
                "userName",
                "factory",
                "password",
                "f"));
    assertEquals("host", userOfASend(hosts, null));
    pool.idle.forEach(SmtpManagedConnection::destroy);
    pool.idle.clear();
    assertEquals("anna", userOfASend(hosts, RaBench.subject(hosts, "anna", "a")));
  }

  @Test
  void applicationsUserGoesBeforeTheFactorysAndBehindTheContainers() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    try (SmtpConnection lease = smtp.getConnection("bert", "b")) {
      lease.send(RaBench.message(smtp, "x"));
    }
    assertEquals("bert", server.awaitReceived(1).get(0).authenticatedUser());
    pool.signOnAs(RaBench.subject(managed, "anna", "a"));
    try (SmtpConnection lease = smtp.getConnection("bert", "b")) {
      lease.send(RaBench.message(smtp, "x"));
    }
    assertEquals("anna", server.awaitReceived(2).get(1).authenticatedUser());
  }

  @Test
  void usersInTurnOnOnePoolEntryNeverSendUnderTheWrongAccount() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    List<String> users = List.of("anna", "bert", "anna", "bert", "factory", "anna");
    for (String user : users) {
      try (SmtpConnection lease =
          user.equals("factory")
              ? smtp.getConnection()
              : smtp.getConnection(user, user.substring(0, 1))) {
        lease.send(RaBench.message(smtp, user));
      }
    }
    List<String> seen = new ArrayList<>();
    server
        .awaitReceived(users.size())
        .forEach(
            received -> {
              assertEquals(received.header("Subject"), received.authenticatedUser());
              seen.add(received.authenticatedUser());
            });
    assertEquals(users, seen);
    assertEquals(1, smtp.status().openSessions());
  }

  @Test
  void containerThatRemembersWhoCameFirstMakesNobodySendUnderThatAccount() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(new ForgetfulManager(pool));
    for (String user : List.of("anna", "bert", "anna")) {
      try (SmtpConnection lease = smtp.getConnection(user, user.substring(0, 1))) {
        lease.send(RaBench.message(smtp, user));
      }
    }
    smtp.send(RaBench.message(smtp, "factory"));
    server
        .awaitReceived(4)
        .forEach(
            received -> assertEquals(received.header("Subject"), received.authenticatedUser()));
  }

  /** As TomEE's: asks with what was asked when the pool entry was made. */
  private static final class ForgetfulManager implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    private final HonestConnectionManager pool;
    private transient @Nullable ConnectionRequestInfo first;

    ForgetfulManager(HonestConnectionManager pool) {
      this.pool = pool;
    }

    @Override
    public Object allocateConnection(
        ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
        throws ResourceException {
      first = first == null ? request : first;
      return pool.allocateConnection(factory, first);
    }
  }

  @Test
  void wrongPasswordOfTheApplicationIsItsOwnFailureAndShownNowhere() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    SmtpSendFailedException failure =
        assertThrows(SmtpSendFailedException.class, () -> smtp.getConnection("anna", "mistyped"));
    assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
    assertEquals(-1, (failure + " " + failure.transcript()).indexOf("mistyped"));
    assertEquals(1, pool.closed.size());
    try (SmtpConnection lease = smtp.getConnection()) {
      lease.send(RaBench.message(smtp, "others go on"));
    }
  }

  @Test
  void emptyUserNameIsRefusedByName() throws Exception {
    SmtpConnectionFactory smtp = managed.createConnectionFactory(pool);
    assertThrows(IllegalArgumentException.class, () -> smtp.getConnection("", "x"));
    assertEquals(
        "password",
        assertThrows(NullPointerException.class, () -> smtp.getConnection("anna", null))
            .getMessage());
    assertEquals(
        "userName",
        assertThrows(NullPointerException.class, () -> smtp.getConnection(null, "x")).getMessage());
  }
}
