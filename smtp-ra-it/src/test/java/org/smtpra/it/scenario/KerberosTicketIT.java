package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.KerberosServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;

/**
 * A mail server that takes nothing but Kerberos tickets, Dovecot, and a real key distribution
 * centre: the JDK's Kerberos is to be had from within the adapter, whatever the server's class
 * loaders hide.
 */
@Acceptance
class KerberosTicketIT {

  @RegisterExtension final Stage stage = new Stage();

  private KerberosServer centre;
  private ScriptedSmtpServer relay;
  private DovecotSubmissionServer dovecot;
  private String keytab;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    DovecotSubmissionServer.availability().orAbort();
    centre = stage.keep(KerberosServer.start());
    relay = stage.start(ScriptedSmtpServer.builder());
    dovecot = stage.keep(dovecot());
    keytab = centre.keytab("shop").toString();
    stage.configure(settings("ticket", "shop"));
    stage.configure(settings("stranger", "stranger"));
    application = stage.deploy("kerberos", "ticket");
    // What -Djava.security.krb5.conf=... says at the start of a server.
    application.run(
        "setSystemProperty",
        "name",
        "java.security.krb5.conf",
        "value",
        centre.configuration().toString());
  }

  private DovecotSubmissionServer dovecot() {
    MailServerSettings settings =
        MailServerSettings.of(
            stage.certificates().certificatePem(), stage.certificates().privateKeyPem());
    return DovecotSubmissionServer.start(
        centre.inDovecot(settings), MailRelay.to(relay.host(), relay.port()));
  }

  private FactorySettings settings(String name, String principal) {
    return FactorySettings.to(name, dovecot.port())
        .with("trustStoreFile", stage.certificates().authorityPem().toString())
        .with("saslMechanisms", "GSSAPI")
        .with("userName", principal)
        .with("keytabFile", keytab);
  }

  @Test
  void sessionBeanSendsByATicketFromAKeytab() {
    Properties answer = application.run("send", "via", "ejb", "subject", "by ticket");
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals(1, relay.awaitReceived(1).size());
    dovecot.awaitLogged(1, "user=<shop@EXAMPLE.TEST>, method=GSSAPI");
  }

  @Test
  void keytabWithoutTheUsersKeyIsNamed() {
    Properties answer =
        application.run("send", "via", "ejb", "factory", stage.jndiName("stranger"));
    assertTrue(answer.toString().contains("AUTHENTICATION_REFUSED"), answer::toString);
    assertTrue(answer.toString().contains("userName is stranger"), answer::toString);
  }
}
