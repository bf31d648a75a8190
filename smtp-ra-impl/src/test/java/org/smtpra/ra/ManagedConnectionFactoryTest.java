package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.SecurityException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;

class ManagedConnectionFactoryTest {

  private final ScriptedSmtpServer server =
      ScriptedSmtpServer.builder().user("anna", "a").user("bert", "b").start();
  private final SmtpManagedConnectionFactory factory = RaBench.factory(server);

  @AfterEach
  void stopServer() {
    server.close();
  }

  private SmtpManagedConnection onOurBorrow(SmtpManagedConnectionFactory of)
      throws ResourceException {
    of.marker().begin(null);
    try {
      return (SmtpManagedConnection) of.createManagedConnection(null, null);
    } finally {
      of.marker().end();
    }
  }

  private SmtpManagedConnection filled() throws ResourceException {
    return (SmtpManagedConnection) factory.createManagedConnection(null, null);
  }

  @Test
  void ownBorrowOpensNothingInsideTheContainer() throws Exception {
    SmtpManagedConnection connection = onOurBorrow(factory);
    assertEquals(0, server.sessionsAccepted());
    connection.destroy();
  }

  @Test
  void fillOfTheContainerOpensASession() throws Exception {
    SmtpManagedConnection connection = filled();
    assertEquals(1, server.sessionsAccepted());
    assertEquals("SMTP " + server.endpointKey(), connection.getMetaData().getEISProductName());
    connection.destroy();
    server.awaitClosed(1);
  }

  @Test
  void fillThatFailsThrowsWithReasonAndErrorCodeAndLeavesNothing() throws Exception {
    server.on(Stage.GREETING, new Fault.ReplyThenClose("421 4.3.2 too busy"));
    CommException failure = assertThrows(CommException.class, this::filled);
    assertEquals("SMTP-RA-GREETING_REFUSED", failure.getErrorCode());
    assertTrue(failure.getMessage().contains("too busy"), failure::getMessage);
    assertEquals(0, factory.state().status().openSessions());
  }

  @Test
  void fillWithAWrongPasswordThrowsAsForADatabase() {
    SmtpManagedConnectionFactory wrong =
        RaBench.factory(server, "userName", "anna", "password", "wrong");
    SecurityException failure =
        assertThrows(SecurityException.class, () -> wrong.createManagedConnection(null, null));
    assertEquals("SMTP-RA-AUTHENTICATION_REFUSED", failure.getErrorCode());
    assertFalse(failure.getMessage().contains("wrong"), failure::getMessage);
  }

  @Test
  void wrongConfigurationIsReportedWithEachProblemEachTime() {
    SmtpManagedConnectionFactory wrong =
        RaBench.factory(server, "connectTimeout", "15", "longLines", "MAYBE");
    for (int i = 0; i < 2; i++) {
      ResourceException failure =
          assertThrows(
              ResourceException.class,
              () -> wrong.createConnectionFactory(new HonestConnectionManager(1)));
      assertEquals("SMTP-RA-CONFIGURATION", failure.getErrorCode());
      assertTrue(failure.getMessage().contains("connectTimeout is \"15\""), failure::getMessage);
      assertTrue(failure.getMessage().contains("MAYBE"), failure::getMessage);
    }
  }

  @Test
  void trustStoreThatCannotBeOpenedIsAConfigurationError() {
    SmtpManagedConnectionFactory wrong =
        RaBench.factory(server, "trustStoreFile", "pom.xml", "trustStorePassword", "hush");
    ResourceException failure =
        assertThrows(
            ResourceException.class,
            () -> wrong.createConnectionFactory(new HonestConnectionManager(1)));
    assertEquals("SMTP-RA-CONFIGURATION", failure.getErrorCode());
    assertTrue(failure.getMessage().contains("trustStoreFile is \"pom.xml\""), failure::getMessage);
    assertFalse(failure.getMessage().contains("hush"), failure::getMessage);
  }

  @Test
  void matchingPrefersTheSessionWithTheWantedCredentials() throws Exception {
    SmtpManagedConnection anna =
        (SmtpManagedConnection) factory.createManagedConnection(null, RaBench.request("anna", "a"));
    SmtpManagedConnection bert =
        (SmtpManagedConnection) factory.createManagedConnection(null, RaBench.request("bert", "b"));
    Set<ManagedConnection> both = new LinkedHashSet<>(List.of(anna, bert));
    assertSame(bert, factory.matchManagedConnections(both, null, RaBench.request("bert", "b")));
    assertSame(
        bert, factory.matchManagedConnections(both, RaBench.subject(factory, "bert", "b"), null));
    assertSame(anna, factory.matchManagedConnections(both, null, RaBench.request("anna", "a")));
    anna.destroy();
    bert.destroy();
  }

  @Test
  void matchingIsNeverNullWhileALiveOneIsThere() throws Exception {
    SmtpManagedConnection dead = filled();
    dead.destroy();
    SmtpManagedConnection live = onOurBorrow(factory);
    Set<Object> all = new LinkedHashSet<>(List.of("a stranger", dead, live));
    assertSame(live, factory.matchManagedConnections(all, null, RaBench.request("anna", "a")));
    assertNull(factory.matchManagedConnections(Set.of(dead), null, null));
    assertNull(factory.matchManagedConnections(Set.of(), null, null));
    SmtpManagedConnectionFactory other = RaBench.factory(server, "maxPoolSize", "3");
    assertNull(factory.matchManagedConnections(Set.of(onOurBorrow(other)), null, null));
  }

  @Test
  void validationOnOurBorrowAsksOnlyMemory() throws Exception {
    SmtpManagedConnection live = filled();
    SmtpManagedConnection closedByPeer = filled();
    SmtpManagedConnection destroyed = filled();
    destroyed.destroy();
    factory.marker().begin(null);
    try {
      assertEquals(
          Set.of(destroyed), factory.getInvalidConnections(Set.of(live, closedByPeer, destroyed)));
    } finally {
      factory.marker().end();
    }
    assertEquals(0, server.commands("NOOP"));
    assertEquals(3, server.sessionsAccepted());
  }

  @Test
  void validationOfTheContainerAsksTheServer() throws Exception {
    SmtpManagedConnection connection = filled();
    assertEquals(Set.of(), factory.getInvalidConnections(Set.of(connection)));
    assertEquals(1, server.commands("NOOP"));
    SmtpManagedConnection empty = onOurBorrow(factory);
    assertEquals(Set.of(), factory.getInvalidConnections(Set.of(empty)));
    assertEquals(2, server.sessionsAccepted());
    server.stop();
    assertEquals(
        Set.of(connection, empty), factory.getInvalidConnections(Set.of(connection, empty)));
  }

  @Test
  void validationLeavesALeasedConnectionAlone() throws Exception {
    SmtpManagedConnection connection = filled();
    SmtpConnectionImpl handle = (SmtpConnectionImpl) connection.getConnection(null, null);
    assertEquals(Set.of(), factory.getInvalidConnections(Set.of(connection)));
    assertEquals(0, server.commands("NOOP"));
    handle.close();
  }

  @Test
  void configurationFreezesWhenItIsFirstHashed() {
    factory.setConnectTimeout("20s");
    assertEquals(1, new LinkedHashSet<>(List.of(factory)).size());
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> factory.setConnectTimeout("25s"));
    assertTrue(failure.getMessage().contains("connectTimeout"), failure::getMessage);
    assertEquals("20s", factory.getConnectTimeout());
  }

  @Test
  void configurationFreezesWhenAFactoryIsMade() throws Exception {
    factory.createConnectionFactory(new HonestConnectionManager(1));
    assertThrows(IllegalStateException.class, () -> factory.setHost("elsewhere.example"));
  }

  @Test
  void textOfAFactoryFreezesNothingAndShowsNoSecret() {
    SmtpManagedConnectionFactory secretive =
        RaBench.factory(server, "userName", "anna", "password", "hush");
    assertFalse(secretive.toString().contains("hush"));
    secretive.setConnectTimeout("20s");
    secretive.setHosts("one.example;userName=anna;password=hush,two.example");
    assertFalse(secretive.toString().contains("hush"));
  }

  @Test
  void factoriesAreEqualByConfigurationAndAdapter() throws Exception {
    SmtpManagedConnectionFactory same = RaBench.factory(server);
    assertEquals(factory, same);
    assertEquals(factory.hashCode(), same.hashCode());
    assertNotEquals(factory, RaBench.factory(server, "connectTimeout", "20s"));
    assertNotEquals(factory, RaBench.factory(server, "userName", "a", "password", "b"));
    SmtpResourceAdapter adapter = new SmtpResourceAdapter();
    assertNotEquals(factory, RaBench.factory(adapter, server));
    assertEquals(RaBench.factory(adapter, server), RaBench.factory(adapter, server));
    assertNotEquals(
        RaBench.factory(adapter, server), RaBench.factory(new SmtpResourceAdapter(), server));
  }

  @Test
  void factoriesOfOneConfigurationShareTheirState() throws Exception {
    SmtpResourceAdapter adapter = new SmtpResourceAdapter();
    FactoryState state = RaBench.factory(adapter, server).state();
    assertSame(state, RaBench.factory(adapter, server).state());
    assertNotSame(state, RaBench.factory(adapter, server, "connectTimeout", "20s").state());
    assertNotSame(state, RaBench.factory(new SmtpResourceAdapter(), server).state());
    adapter.stop();
  }

  @Test
  void foreignAdapterIsRefused() {
    assertThrows(ResourceException.class, () -> factory.setResourceAdapter(null));
  }

  @Test
  void factoryWithoutAContainerNamesTheStandalonePool() {
    NotSupportedException failure =
        assertThrows(NotSupportedException.class, factory::createConnectionFactory);
    assertTrue(failure.getMessage().contains("SmtpPool"), failure::getMessage);
  }

  @Test
  void serializedFactoryKeepsItsConfiguration() throws Exception {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(factory);
    }
    Object copy =
        new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray())).readObject();
    SmtpManagedConnectionFactory back = assertInstanceOf(SmtpManagedConnectionFactory.class, copy);
    assertEquals(factory, back);
    onOurBorrow(back).destroy();
  }
}
